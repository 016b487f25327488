import type { CallTexts } from './call.js';

/** Our working translation of the 2025 call into English. */
export const en: CallTexts = {
  announcement: {
    intro:
      'The public association "Development Policy Institute", within the Partnership Programme "For the Development of Local Self-Government" (hereinafter – the Programme),',
    title: 'invites local self-government bodies to cooperate',
    subject:
      'subject of cooperation: raising the transparency and effectiveness of the management of local budget funds by ensuring the active participation of members of the local community in resolving issues of local importance through the financing of local initiatives.',
    benefits: {
      heading: 'I. What will LSG bodies gain from cooperation within this Programme?',
      items: [
        'they will learn to involve members of the local community in resolving issues of local importance, and to put into practice mechanisms for selecting local initiatives and financing them from the local budget;',
        "they will be able to build a partnership between local self-government bodies and the local community and, together, to identify and resolve the community's priority problems;",
        'they will strengthen their skills in planning, allocating and managing local budget funds;',
        'they will have the opportunity to take part in competitions and grant programmes;',
        "they will have the opportunity to study, on the ground, the positive experience of other local self-government bodies in improving the effective management of local budget funds and strengthening citizens' participation in the decision-making process.",
      ],
    },
    criteria: {
      heading: 'II. Who can become a target municipality of the Programme?',
      items: [
        'LSG bodies interested in improving the process of involving citizens in resolving issues of local importance.',
        'LSG bodies where activities and projects have been or are being implemented jointly with the local community.',
        'LSG bodies ready to allocate funds from the local budget to finance local initiatives.',
      ],
    },
    steps: {
      heading: 'III. How to apply to take part in this Programme?',
      items: [
        'Step 1. The executive and representative bodies of local self-government must take a joint decision on the intention to become a target municipality of the Programme. A letter of interest signed by the Head of the ayil okmotu/Mayor and the Chairperson of the local kenesh must be submitted to the Programme (a sample of the letter is given in Annex 1).',
        'Step 2. Evidence confirming that the municipality meets all the criteria of section "II" must be prepared and submitted to the Programme, and lists of the relevant documents must be attached to the letter (following the sample in Annex 2).',
        'Step 3. The application and the relevant annexes must be sent by 18:00 on 28 February 2025 to the following address: 114 Shevchenko Street, Bishkek, tel: +(996 312) 976–530, 976-531, 976-532, 976-533, 976-534 or by e-mail: office@dpi.kg. The final deadline for submitting the application is 28 February 2025.',
      ],
    },
    closing: [
      'After receiving the letter of interest, the Programme management will, by 7 March 2025, announce the list of municipalities selected for cooperation with the Programme. A letter of notification about the results of the selection will be sent to all interested participants.',
      'For further information you may contact the responsible officer of the Programme, Mirlan Moldobekov, at the following numbers: tel.: (0312) 97 65 30, ext. 107, or mobile tel.: (0500/779) 218883.',
    ],
  },
  letter: {
    annex: 'Annex 1.',
    letterhead: 'ON LETTERHEAD',
    addressee: 'Development Policy Institute',
    from: 'from: {senderName} (full name of the Head of the ayil okmotu or of the Mayor) {district} district of {oblast} oblast\n{municipalityName}',
    heading: 'LETTER OF INTEREST',
    paragraphs: [
      'The management of {municipality} ayil aimak (city) (write the name and location of the ayil aimak/city), having considered the proposal to cooperate within the Partnership Programme "For the Development of Local Self-Government", states that it is interested in and ready for cooperation with the Programme, with the aim of raising the transparency and effectiveness of the management of local budget funds in our municipality, and of strengthening citizens\' participation in the decision-making process.',
      "Within this cooperation, the staff of the LSG body and the deputies of the local kenesh are ready to carry out activities to identify and take into account the local community's priority problems in the process of resolving issues of local importance, for the purposes of the procedure for selecting local initiatives and financing them from the local budget.",
      'In order to raise accountability to the population, the LSG body is ready to sign the relevant memorandum of cooperation.',
      'By this letter we confirm that we adhere to the principles of open and transparent municipal governance, and that we strive to give citizens broad opportunities to take part in decision-making on issues of local importance and in local self-government.',
    ],
    attachments: [
      '1. General information about the ayil aimak or city (following the format in Annex 2).',
      '2. List of activities or projects to improve living conditions carried out by LSG bodies over the last 12 months jointly with groups of citizens, organisations and individuals (following the format in Annex 2).',
    ],
    headSignature: 'Head of {municipalityName} ayil aimak (Mayor)',
    keneshSignature: 'Chairperson of the {keneshName} local kenesh',
    date: 'Date',
    seal: 'Seal',
    contactInfo: 'Contact information: mobile and landline telephone numbers, postal and e-mail addresses.',
    notice: {
      heading: 'For the attention of the heads of LSG bodies!',
      text: 'All the terms of cooperation will be set out in full in a Memorandum of Cooperation, to be concluded separately with each selected municipality. Submitting a letter of interest does not mean that the applicant automatically becomes a participant of the Programme and (or) that the parties take on any legal obligations.',
    },
  },
  formats: {
    annex: 'Annex 2.',
    heading: 'Formats for presenting information',
    municipality: '1. General information about the ayil aimak or city:',
    population: 'Population (as of 01.01.2025)',
    questions: 'In addition, the head of the LSG body must answer the following questions in free form',
    jointActivities: {
      heading:
        '2. List of activities or projects to improve living conditions carried out by LSG bodies over the last 12 months jointly with groups of citizens, organisations and individuals.',
      format:
        'Format of the list (please note: this list of activities carried out by the LSG body must not fully repeat the list of other projects that operated in the village/city in the same period):',
    },
    civicGroups: {
      heading: '3. List of formal organisations or informal civic groups that work in the ayil aimak/city.',
      format: 'Format of the list:',
    },
    donorProjects: {
      heading:
        '4. List of international donor organisations that worked in the ayil aimak/city in 2022–2024.',
      format:
        'Format of the list (please note: this list must not fully repeat the list of activities of the LSG bodies):',
    },
  },
};
