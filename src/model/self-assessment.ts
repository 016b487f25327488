import { msg } from '../language/message.js';
import { repeat } from './field.js';
import { longText, score, text, yesNo } from './kinds.js';
import { part, requiredWhen } from './part.js';

const explain = (): string => msg('Сураныч, бааңызды түшүндүрүп бериңиз.', { id: 'explainRating' });

/** Annex 2, format 1: the questions to the head, answered in free form. */
export const selfAssessment = part(
  'selfAssessment',
  {
    keneshCooperationRating: score({
      required: true,
      label: () =>
        msg(
          'АӨ/мэрия менен жергиликтүү кеңештин ортосундагы өз ара кызматташуу деңгээлин кантип баалайсыз? (5 баллдык шкала боюнча).',
          { id: 'keneshCooperationRating' },
        ),
    }),
    keneshCooperationComment: longText({ required: true, label: explain }),
    populationActivityRating: score({
      required: true,
      label: () =>
        msg('Айыл аймагыңыздын/шаарыңыздын калкы канчалык активдүү? (5 баллдык шкала боюнча)', {
          id: 'populationActivityRating',
        }),
    }),
    populationActivityComment: longText({ required: true, label: explain }),
    priorityProblems: repeat(
      {
        times: 5,
        label: () =>
          msg(
            'Айыл аймагыңыздын/шаарыңыздын азыркы учурда эң маанилүү жана тез арада чечүүнү талап кылган беш көйгөйүн атаңыз:',
            { id: 'priorityProblems' },
          ),
      },
      text({ required: true, max: 1000, label: () => msg('Көйгөй', { id: 'problem' }) }),
    ),
    hasExperienceExchange: yesNo({
      required: true,
      label: () =>
        msg(
          'Айыл аймагыңызда же шаарыңызда кесиптештер менен тажрыйба алмашуу иш-чараларын уюштуруу же башка муниципалитеттердин аймагында ушундай иш-чараларга катышуу практикасы барбы?',
          { id: 'hasExperienceExchange' },
        ),
    }),
    experienceExchangeDescription: longText({
      label: () =>
        msg('Эгер бар болсо, кыскача сүрөттөп бериңиз (кайда, качан, кайсы тема боюнча):', {
          id: 'experienceExchangeDescription',
        }),
    }),
  },
  requiredWhen('experienceExchangeDescription', (values) => values['hasExperienceExchange'] === true),
  (values) =>
    values['hasExperienceExchange'] === false && values['experienceExchangeDescription'] !== undefined
      ? [{ code: 'answerIsNo', severity: 'warning', path: ['experienceExchangeDescription'] }]
      : [],
);
