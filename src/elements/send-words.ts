import { msg, str } from '../language/message.js';
import type { OutboxRecord, Why } from '../sending/outbox.js';
import { clock } from './clock.js';

/** Why a post has not arrived yet, in one sentence. */
function troubleWords(why: Why | undefined): string {
  switch (why) {
    case 'network':
      return msg('Байланыш жок: өтүнмө азырынча жөнөтүлгөн жок.', { id: 's.network' });
    case 'timeout':
      return msg('Сервер жооп бербей койду: өтүнмө азырынча жөнөтүлгөн жок.', { id: 's.timeout' });
    case 'busy':
      return msg('Сервер азыр бош эмес: өтүнмө азырынча жөнөтүлгөн жок.', { id: 's.busy' });
    case 'server':
      return msg('Серверде ката кетти: өтүнмө азырынча жөнөтүлгөн жок.', { id: 's.server' });
    case 'foreign':
      return msg(
        'Сервердин ордуна башка барак жооп берди: өтүнмө азырынча жөнөтүлгөн жок. Wi-Fi сырсөз сурап жаткан жокпу, текшериңиз.',
        { id: 's.foreign' },
      );
    case 'device':
      return msg('Бул түзмөк файлдарды бере алган жок: өтүнмө азырынча жөнөтүлгөн жок.', { id: 's.device' });
    case 'stopped':
    case undefined:
      return msg('Өтүнмө жөнөтүлүүнү күтүп турат.', { id: 's.waits' });
  }
}

/** What is said of a post that waits; `isKept`: it survives the closing of the page. */
export const waitingWords = ({ trouble, nextAt }: OutboxRecord, isKept: boolean): string[] => [
  troubleWords(trouble),
  isKept
    ? msg('Ал ушул түзмөктө сакталды жана өзү жөнөтүлөт: барак жабылып калса да, кийин ачканда уланат.', {
        id: 's.kept',
      })
    : msg('Барак ачык турганда өзү жөнөтүлөт. Жөнөтүлгөнчө баракты жаппаңыз.', { id: 's.notKept' }),
  ...(trouble && nextAt > Date.now()
    ? [msg(str`Кийинки аракет: саат ${clock(new Date(nextAt))}.`, { id: 's.nextTry' })]
    : []),
];

/** What is said of a post that was refused, beside what is wrong at the fields. */
export function refusedWords({ status, issues }: OutboxRecord, atFields: number): string[] {
  if (issues?.some(({ code }) => code === 'keyReused'))
    return [
      msg(
        'Бул өтүнмөнүн ушундай редакциясы башка түзмөктөн жөнөтүлгөн. Кайра жөнөтсөңүз, кийинки редакция болот.',
        {
          id: 's.keyReused',
        },
      ),
    ];
  if (issues?.length)
    return [
      msg('Өтүнмө кабыл алынган жок. Төмөнкүлөрдү оңдоп, кайра жөнөтүңүз.', { id: 's.refusedIssues' }),
      ...(atFields ? [msg(str`Талаалардагы каталар: ${atFields}.`, { id: 's.refusedFields' })] : []),
    ];
  if (status === 413)
    return [
      msg('Өтүнмө кабыл алынган жок: файлдар сервер үчүн өтө чоң. Аларды кичирейтип, кайра жөнөтүңүз.', {
        id: 's.tooLarge',
      }),
    ];
  return [
    msg(
      str`Сервер өтүнмөнү кабыл алган жок (${status ?? '–'}). Жазгандарыңыз сакталып турат. Программага кабарлаңыз же эл. почта аркылуу жөнөтүңүз.`,
      { id: 's.refused' },
    ),
  ];
}
