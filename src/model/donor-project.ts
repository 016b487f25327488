import { msg } from '../language/message.js';
import { choice, count, text } from './kinds.js';
import { listPart } from './part.js';

/** Annex 2, list 4: a project of an international donor. */
export const donorProjects = listPart('donorProjects', {
  donorName: text({
    required: true,
    max: 500,
    label: () => msg('Донордук уюмдун аталышы', { id: 'donorName' }),
  }),
  projectName: text({
    required: true,
    max: 500,
    label: () => msg('Долбоордун аталышы', { id: 'projectName' }),
  }),
  citizensReached: count({
    required: true,
    label: () => msg('Камтылган жарандардын саны', { id: 'citizensReached' }),
  }),
  implementationStatus: choice({
    required: true,
    label: () => msg('Ишке ашыруунун статусу (аяктаган, ишке ашырылууда)', { id: 'implementationStatus' }),
    choices: {
      completed: () => msg('аяктаган', { id: 'completed' }),
      ongoing: () => msg('ишке ашырылууда', { id: 'ongoing' }),
    },
  }),
});
