import type { ListName } from './targets.js';

/**
 * What stands above such columns in lists that exist already, in the three languages, beside the labels of the
 * fields. Compared leniently, see `map-columns.ts`; the endings of words do not matter.
 */
export const synonyms: Readonly<Record<ListName, Readonly<Record<string, string>>>> = {
  jointActivities: {
    activityName:
      'аталышы|иш-чара|иш-чаранын аталышы|иш-чаранын же долбоордун аталышы|долбоор|долбоордун аталышы|' +
      'название|наименование|мероприятие|название мероприятия|наименование мероприятия|' +
      'название мероприятия или проекта|проект|' +
      'name|title|activity|event|project|name of the activity or project',
    initiatorAndImplementers:
      'демилгечи|демилгечиси жана аткаруучулары|аткаруучулар|ким аткарды|уюштуруучулар|жооптуулар|өнөктөштөр|' +
      'инициатор|инициатор и исполнители проекта|исполнители|организаторы|ответственные|партнёры|' +
      'initiator|initiator and implementers|implementer|organiser|organizer|partners|responsible',
    citizensReached:
      'камтуу|камтылган жарандардын саны|адамдардын саны|катышуучулардын саны|калктын саны|пайда көрүүчүлөр|саны|' +
      'охват|количество охваченных граждан|количество участников|количество человек|количество|кол-во граждан|' +
      'охват населения|число бенефициаров|бенефициары|участники|' +
      'reach|number of citizens reached|number of people|participants|beneficiaries|number',
    results:
      'жыйынтык|натыйжа|жетишкендиктер|результат|итоги|достижения|эффект|что сделано|result|outcome|achievements',
  },
  civicGroups: {
    groupName:
      'аталышы|топ|тобу|топтун аталышы|уюм|уюмдун аталышы|топтун же уюмдун аталышы|' +
      'название|наименование|группа|организация|название группы или организации|' +
      'name|group|organisation|organization|name of the group or organisation',
    leaderName:
      'лидери|жетекчиси|төрагасы|аты-жөнү|лидердин аты-жөнү|жетекчинин аты-жөнү|башчысы|' +
      'лидер|руководитель|председатель|фио|фио лидера|фио руководителя|координатор|контактное лицо|' +
      'leader|head|chairperson|full name of its leader|contact person',
    leaderContacts:
      'байланыш|байланыш маалыматтары|байланыш телефону|телефон|тел|телефон номери|дареги|' +
      'контакты|контактные данные|контактный телефон|номер телефона|адрес|' +
      'contacts|contact details|phone|phone number|telephone|address',
    targetAudience:
      'максаттуу аудитория|максаттуу топ|аудитория|ким менен иштейт|' +
      'целевая аудитория|целевая группа|с кем работает|бенефициары|target audience|target group|beneficiaries',
    activityAreas:
      'багыттары|ишмердүүлүгү|иш багыттары|туруктуу ишмердүүлүгүнүн багыттары|иштеринин түрү|' +
      'сфера деятельности|направления постоянной деятельности|направления|деятельность|виды деятельности|' +
      'areas|activities|areas of regular activity|field of activity',
    cooperationForms:
      'кызматташуу|кызматташуу формалары|айыл өкмөтү менен кызматташуу|биргелешкен иштер|' +
      'формы сотрудничества|сотрудничество|взаимодействие|формы взаимодействия|сотрудничество с айыл окмоту|' +
      'cooperation|forms of cooperation|collaboration',
  },
  donorProjects: {
    donorName:
      'донор|донордук уюм|донордук уюмдун аталышы|эл аралык уюм|уюм|уюмдун аталышы|каржылоочу|каржылоо булагы|фонд|' +
      'донорская организация|название донорской организации|организация|международная организация|' +
      'источник финансирования|донор проекта|donor|name of the donor organisation|organisation|organization|funder',
    projectName:
      'долбоор|долбоордун аталышы|аталышы|программа|проект|название проекта|наименование|название|' +
      'project|name of the project|title|programme|program',
    citizensReached:
      'камтуу|камтылган жарандардын саны|адамдардын саны|калктын саны|пайда көрүүчүлөр|саны|' +
      'охват|количество охваченных граждан|количество|кол-во граждан|охват населения|число бенефициаров|бенефициары|' +
      'reach|number of citizens reached|number of people|beneficiaries|number',
    implementationStatus:
      'статусу|абалы|ишке ашыруу|ишке ашыруунун статусу|ишке ашырылышы|статус|статус реализации|состояние|' +
      'стадия|этап|ход реализации|status|implementation status|state|stage',
  },
};

/** Words of a choice as they stand in such lists, as beginnings of words after folding. */
export const choiceWords: Readonly<Record<string, RegExp>> = {
  completed:
    /(?:^| )(?:аякта(?:ган|ды|л)|бут(?:т|кон|урул)|(?:ишке ашыры|аткары)лган|ишке ашты|заверш(?!а|ени)|законч|оконч(?!ани)|выполнен|реализован|сдан|complet|finished|done|closed|implemented)/,
  ongoing:
    /(?:^| )(?:(?:ишке ашыры|аткары|улан(?:ты)?|жургузу)л(?:ууда|уп жат|ып жат)|уланууда|улантууда|журуп жат|жур(?:уу|оо)до|иштеп жат|реализуется|реализовывается|продолжа|идет|в процессе|в стадии реал|на стадии реал|в работе|текущ|выполняется|действу|ongoing|in progress|current|under way|underway|continu|active)/,
};

/** «Аяктаган жок», «бүтө элек», «не завершён»: the opposite of the word, but not for sure the other choice. */
export const negation = /(?:^| )(?:жок|эмес|элек|не|нет|not|незаверш\S*|incomplete)(?: |$)/;

/** What stands above a column of row numbers, folded. */
export const numberHeader = /^(?:|n|no|nr|п п|пп|п н|номер|номери|катар номери|к н|т б|тб|ирет саны|катар)$/;
