import { msg } from '../language/message.js';
import {
  amount,
  choice,
  count,
  date,
  email,
  hectares,
  kilometres,
  phones,
  text,
  url,
  yesNo,
} from './kinds.js';
import { part, requiredWhen } from './part.js';
import type { Rule } from './part.js';

const isAyilAimak = ({ municipalityType }: Readonly<Record<string, unknown>>): boolean =>
  municipalityType === 'ayilAimak';
const hasSpecialist = ({ hasProcurementSpecialist }: Readonly<Record<string, unknown>>): boolean =>
  hasProcurementSpecialist === true;

/** A district centre is seldom farther than the oblast's (our estimate). */
const districtFarther: Rule = ({ distanceToDistrictCentreKm: district, distanceToOblastCentreKm: oblast }) =>
  typeof district === 'number' && typeof oblast === 'number' && district > oblast
    ? [{ code: 'districtFarther', severity: 'warning', path: ['distanceToDistrictCentreKm'] }]
    : [];

/** A name or a position beside the answer «жок» is kept and pointed out. */
const answerIsNo: Rule = (values) =>
  values['hasProcurementSpecialist'] === false
    ? ['procurementSpecialistName', 'procurementSpecialistPosition']
        .filter((name) => values[name] !== undefined)
        .map((name) => ({ code: 'answerIsNo', severity: 'warning', path: [name] }))
    : [];

/** Rows of the table that hold more than one field. */
export const emailAndWebsite = (): string =>
  msg('Электрондук почта, АӨ/мэриянын сайты (бар болсо)', { id: 'emailAndWebsite' });
export const distances = (): string => msg('Аралыгы:', { id: 'distances' });

/** Annex 2, format 1: the table of general information. */
export const municipality = part(
  'municipality',
  {
    municipalityType: choice({
      required: true,
      label: () => msg('Айыл аймагы же шаар', { id: 'municipalityType' }),
      choices: {
        ayilAimak: () => msg('айыл аймагы', { id: 'ayilAimak' }),
        city: () => msg('шаар', { id: 'city' }),
      },
    }),
    municipalityName: text({
      required: true,
      label: () => msg('Айыл аймагынын/шаардын аталышы', { id: 'municipalityName' }),
    }),
    postalAddress: text({
      required: true,
      max: 500,
      label: () => msg('Айыл өкмөттүн/мэриянын почталык дареги', { id: 'postalAddress' }),
      autocomplete: 'street-address',
    }),
    phoneFax: phones({
      required: true,
      label: () => msg('Телефон/факс номери', { id: 'phoneFax' }),
      autocomplete: 'tel',
    }),
    email: email({ recommended: true, label: () => msg('Электрондук почта', { id: 'email' }) }),
    website: url({
      label: () => msg('АӨ/мэриянын сайты (бар болсо)', { id: 'website' }),
      autocomplete: 'url',
    }),
    areaHa: hectares({
      required: true,
      usual: [200, 1_600_000],
      label: () => msg('Аянт, га', { id: 'areaHa' }),
    }),
    ownRevenues: amount({
      required: true,
      label: () =>
        msg('Жергиликтүү бюджет: жергиликтүү бюджеттин өз кирешелеринин суммасы', { id: 'ownRevenues' }),
    }),
    equalizationGrant: amount({
      required: true,
      label: () => msg('Жергиликтүү бюджет: Теңдештирүүчү гранттын суммасы', { id: 'equalizationGrant' }),
    }),
    distanceToDistrictCentreKm: kilometres({
      usual: [0, 1500],
      label: () => msg('райондук борбордон', { id: 'distanceToDistrictCentreKm' }),
    }),
    distanceToOblastCentreKm: kilometres({
      required: true,
      usual: [0, 1500],
      label: () => msg('облустук борбордон', { id: 'distanceToOblastCentreKm' }),
    }),
    distanceToCapitalKm: kilometres({
      required: true,
      usual: [0, 1500],
      label: () => msg('КРдин борборунан', { id: 'distanceToCapitalKm' }),
    }),
    villageCount: count({
      max: 1000,
      usual: [1, 60],
      label: () => msg('Айылдардын саны:', { id: 'villageCount' }),
    }),
    population: count({
      required: true,
      usual: [300, 250_000],
      label: () => msg('Калктын саны', { id: 'population' }),
    }),
    /** The day that the call asks the population for; it is the call's and is not typed. */
    populationAsOf: date({ label: () => msg('Калктын саны кайсы күнгө карата', { id: 'populationAsOf' }) }),
    hasProcurementSpecialist: yesNo({
      required: true,
      label: () =>
        msg(
          'АӨ штатында мамлекеттик сатып алуулар боюнча сертификаты бар адис барбы? (бар болсо –аты-жөнү, кызматы көрсөтүлсүн)',
          { id: 'hasProcurementSpecialist' },
        ),
    }),
    procurementSpecialistName: text({ label: () => msg('аты-жөнү', { id: 'procurementSpecialistName' }) }),
    procurementSpecialistPosition: text({
      label: () => msg('кызматы', { id: 'procurementSpecialistPosition' }),
    }),
  },
  requiredWhen('distanceToDistrictCentreKm', isAyilAimak),
  requiredWhen('villageCount', isAyilAimak),
  requiredWhen('procurementSpecialistName', hasSpecialist),
  requiredWhen('procurementSpecialistPosition', hasSpecialist),
  districtFarther,
  answerIsNo,
);
