/** Small words that tell the languages written in Latin letters apart. */
export const STOP_WORDS: Record<string, string> = {
  en: 'the and of to in for with is on that says say will after as at by from has its not be are was it his he an over a no do if but what who this we would could their they',
  de: 'der die und nicht mit im zur das sich aus einer ein wird auf vom von den dem ist zu für sind hat nach als bei über keine',
  fr: 'il ils elle nous cette n l le la les des est une du et pour aux dans sur son sa avec qui au ne pas que ses se par en à plus',
  es: 'el la los las del que una por para con entre según su más y al en no se es un como de sus ha',
  it: 'il lo gli della di del che una per con sono nel alla dei non è un dal sulla da le',
  pt: 'o os da do das dos que uma para com não em no na ao pelo são é um mais',
  nl: 'het een van en voor met dat niet zijn op te aan de door bij naar als ook',
  pl: 'w na z się że do nie jest o przez dla od po oraz ze jak za i',
  cs: 'v na se že do není je o pro od po ze jako za a by si ve které',
  ro: 'în și la cu din pe nu este pentru că a de să prin sau între',
  tr: 've bir bu için ile da de olarak daha olan değil ise gibi',
  sk: 'v na sa že do nie je o pre od po ako za a by si ktoré ktorý',
  hr: 'i u na se da je su za od kako nije što koji iz će bi ali',
  hu: 'a az és hogy nem nincs egy volt meg ezt azt szerint után lesz már csak még',
  fi: 'ja ei se että oli ovat hän mutta myös kun sen sekä mukaan',
  da: 'og det som er på af med ikke den til om fra har ved efter jeg',
  id: 'yang dan di untuk dari dengan tidak ini itu pada akan dalam kata ke oleh bahwa',
  vi: 'và của là không có được cho các một với trong những',
  lt: 'ir kad su už iš bet yra nuo dėl apie pagal',
  sw: 'na ya wa kwa ni katika hii kuwa la za',
  sv: 'och att det som en på är av för med den inte till om',
};

/** Letters that belong to one language of the Cyrillic ones read here, or to another that is not. */
export const UKRAINIAN_LETTERS = /[іїєґІЇЄҐ]/;
export const OTHER_CYRILLIC = /[љњђћџјќѓѕўЉЊЂЋЏЈЌЃЅЎ]/;
/** Bulgarian writes neither ы nor э and often the article -ът. */
export const RUSSIAN_LETTERS = /[ыэёЫЭЁ]/;
