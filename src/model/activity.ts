import { msg } from '../language/message.js';
import { count, longText, text } from './kinds.js';
import { listPart } from './part.js';

/** Annex 2, list 2: a joint activity or project of the last 12 months. */
export const jointActivities = listPart('jointActivities', {
  activityName: text({
    required: true,
    max: 500,
    label: () => msg('Иш-чаранын же долбоордун аталышы', { id: 'activityName' }),
  }),
  initiatorAndImplementers: text({
    required: true,
    max: 1000,
    label: () => msg('Долбоордун демилгечиси жана аткаруучулары', { id: 'initiatorAndImplementers' }),
  }),
  citizensReached: count({
    required: true,
    label: () => msg('Камтылган жарандардын саны', { id: 'citizensReached' }),
  }),
  results: longText({ required: true, max: 2000, label: () => msg('Жыйынтыктар', { id: 'results' }) }),
});
