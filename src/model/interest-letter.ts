import { msg } from '../language/message.js';
import { group } from './field.js';
import { choice, date, emailLines, phoneLines, text, textLines } from './kinds.js';
import { part, requiredWhen } from './part.js';
import type { Rule } from './part.js';

/** Contact information of the letter needs a number to call. Source: Annex 1, «Байланыш маалыматы». */
const phoneRequired: Rule = ({ contactInfo }) => {
  const { mobilePhones, landlinePhones } = (contactInfo ?? {}) as Record<string, unknown>;
  return mobilePhones || landlinePhones
    ? []
    : [{ code: 'phoneRequired', severity: 'error', path: ['contactInfo', 'mobilePhones'] }];
};

/** A city of republican or oblast significance stands in no district. */
const inDistrict = ({ senderPosition }: Readonly<Record<string, unknown>>): boolean =>
  senderPosition !== 'mayor';

/** Annex 1: the letter of interest. */
export const letter = part(
  'letter',
  {
    senderName: text({
      required: true,
      label: () => msg('Айыл өкмөт башчысынын же мэрдин аты-жөнү', { id: 'senderName' }),
      autocomplete: 'name',
    }),
    senderPosition: choice({
      required: true,
      label: () => msg('Кызматы', { id: 'senderPosition' }),
      choices: {
        headOfAyilOkmotu: () => msg('айыл өкмөт башчысы', { id: 'headOfAyilOkmotu' }),
        mayor: () => msg('мэр', { id: 'mayor' }),
      },
    }),
    oblast: text({ label: () => msg('Облус', { id: 'oblast' }), autocomplete: 'address-level1' }),
    district: text({ label: () => msg('Район', { id: 'district' }), autocomplete: 'address-level2' }),
    municipalityLocation: text({
      required: true,
      label: () => msg('Айыл аймагынын/шаардын жайгашкан жери', { id: 'municipalityLocation' }),
      hint: () => msg('Мисалы: борборуңуз кайсы айылда.', { id: 'municipalityLocation.hint' }),
    }),
    keneshName: text({
      required: true,
      label: () => msg('Жергиликтүү кеңештин аталышы', { id: 'keneshName' }),
    }),
    keneshChairName: text({
      required: true,
      label: () => msg('Жергиликтүү кеңештин төрагасынын аты-жөнү', { id: 'keneshChairName' }),
    }),
    letterDate: date({ required: true, label: () => msg('Дата', { id: 'letterDate' }) }),
    jointDecision: group(
      { label: () => msg('Биргелешкен чечим', { id: 'jointDecision' }), recommended: true },
      {
        number: text({
          required: true,
          max: 60,
          label: () => msg('Чечимдин номери', { id: 'jointDecision.number' }),
        }),
        date: date({ required: true, label: () => msg('Чечимдин датасы', { id: 'jointDecision.date' }) }),
      },
    ),
    contactInfo: group(
      { label: () => msg('Байланыш маалыматы', { id: 'contactInfo' }), required: true },
      {
        mobilePhones: phoneLines({
          label: () => msg('Уюлдук телефон номерлери', { id: 'mobilePhones' }),
          hint: () => msg('Ар бир номерди жаңы сапка жазыңыз.', { id: 'mobilePhones.hint' }),
          autocomplete: 'tel',
        }),
        landlinePhones: phoneLines({
          label: () => msg('Стационардык телефон номерлери', { id: 'landlinePhones' }),
          hint: () => msg('Коду менен, мисалы: 03232 50006.', { id: 'landlinePhones.hint' }),
        }),
        postalAddresses: textLines({
          required: true,
          label: () => msg('Почталык даректер', { id: 'postalAddresses' }),
          autocomplete: 'street-address',
        }),
        emails: emailLines({ recommended: true, label: () => msg('Электрондук даректер', { id: 'emails' }) }),
      },
    ),
  },
  requiredWhen('oblast', inDistrict),
  requiredWhen('district', inDistrict),
  phoneRequired,
);
