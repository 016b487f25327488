import { msg } from '../language/message.js';
import { longText, text } from './kinds.js';
import { listPart } from './part.js';

/** The call has one column for a group, its leader and how to reach him. */
export const groupHeading = (): string =>
  msg('Топтун же уюмдун аталышы, анын лидеринын аты-жөнү жана байланыш маалыматтары', { id: 'groupColumn' });

/** Annex 2, list 3: a formal organisation or an informal civic group. */
export const civicGroups = listPart('civicGroups', {
  groupName: text({
    required: true,
    max: 500,
    label: () => msg('Топтун же уюмдун аталышы', { id: 'groupName' }),
  }),
  leaderName: text({ required: true, label: () => msg('анын лидеринын аты-жөнү', { id: 'leaderName' }) }),
  leaderContacts: longText({
    required: true,
    max: 500,
    label: () => msg('байланыш маалыматтары', { id: 'leaderContacts' }),
  }),
  targetAudience: longText({
    required: true,
    max: 1000,
    label: () => msg('Максаттуу аудитория (Бул топ же уюм ким менен иштейт?)', { id: 'targetAudience' }),
  }),
  activityAreas: longText({
    required: true,
    max: 2000,
    label: () => msg('Туруктуу ишмердүүлүгүнүн багыттары', { id: 'activityAreas' }),
  }),
  cooperationForms: longText({
    required: true,
    max: 2000,
    label: () => msg('Айыл өкмөтү/мэрия жана кеңеш менен кызматташуу формалары', { id: 'cooperationForms' }),
  }),
});
