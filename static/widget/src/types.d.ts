// Types of the JSON contract (directory/widgets/answering/serializer.py) and of files that the build turns into text.

/** One association in a list, on its card or in its panel; what is empty is left out. */
interface Association {
  vCode: string;
  naam: string;
  url: string;
  plaats?: string;
  activiteiten?: string[];
  beschrijving?: string;
  afstand?: string;
  website?: string;
  telefoon?: string;
  /** The telephone number as a `tel:` address. */
  bel?: string;
}

/** The answer of `/widget/v1/vereniging`. */
interface AssociationAnswer extends Association {
  bron?: string;
  woorden: Record<string, string>;
}

/** A facet with its check boxes. */
interface Facet {
  naam: string;
  titel: string;
  waarden: { code: string; naam: string; aantal: number; gekozen?: boolean }[];
}

/** The answer of `/widget/v1/zoek`. */
interface SearchAnswer {
  v: number;
  totaal: number | null;
  kop: string;
  bereik?: string;
  pagina: number;
  paginas: number;
  resultaten: Association[];
  facetten: Facet[];
  /** What only might fit: each group has its number and its list on our own site. */
  groepen?: { groep: string; titel: string; totaal: number; url: string }[];
  melding?: string;
  alles: string;
  bron?: string;
  buiten?: string;
  alle?: string;
  /** The settings of a saved widget. */
  instellingen?: Record<string, string>;
  woorden: Record<string, string>;
}

/** One suggestion: an association (`vCode`, `url`) or an activity (`code`). */
interface Suggestion {
  naam: string;
  plaats?: string;
  vCode?: string;
  url?: string;
  code?: string;
}

/** The answer of `/widget/v1/suggesties`. */
interface SuggestionsAnswer {
  activiteiten: Suggestion[];
  verenigingen: Suggestion[];
}

declare module "*.css" {
  const text: string;
  export default text;
}
