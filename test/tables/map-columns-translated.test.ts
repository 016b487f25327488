// On a page that has been shown in Russian and English their words are known beside the synonyms.
import '../../src/model/all-languages.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speak } from '../../src/language/message.js';
import { mapColumns } from '../../src/tables/map-columns.js';
import { targetsOf } from '../../src/tables/targets.js';
import type { ListName } from '../../src/tables/targets.js';

const columns = (part: ListName, header: string): readonly (string | undefined)[] =>
  mapColumns([header.split('|'), header.split('|').map(() => 'а')], part).columns;

describe('headers, with all languages loaded', () => {
  it('are the same as without', () => {
    assert.deepEqual(
      columns(
        'civicGroups',
        'Топтун/уюмдун аталышы|Контактные данные лидера|Руководитель группы/организации',
      ),
      ['groupName', 'leaderContacts', 'leaderName'],
    );
    assert.deepEqual(columns('civicGroups', '№|Группа|Лидер|Телефон|Целевая группа|Сфера|Формы'), [
      undefined,
      'groupName',
      'leaderName',
      'leaderContacts',
      'targetAudience',
      'activityAreas',
      'cooperationForms',
    ]);
  });

  it('are found by the label of every single field in every language', () => {
    for (const part of ['jointActivities', 'civicGroups', 'donorProjects'] as const)
      for (const language of ['ky', 'ru', 'en'] as const) {
        const targets = targetsOf(part).filter(({ fields }) => fields.length === 1);
        const header = targets.map(({ label }) => speak(language, label).replaceAll('|', ' ')).join('|');
        assert.deepEqual(
          columns(part, header),
          targets.map(({ name }) => name),
          header,
        );
      }
  });
});
