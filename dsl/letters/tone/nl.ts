/** How Dutch letters go wrong. */
import type { Tone } from "./sayings.ts";

export const NL: Tone = {
  threats: [
    {
      says: ["arrest(?:eren|atie|atiebevel)", "gearresteerd", "gevangenis(?:straf)?", "gijzeling", "in de cel (?:zetten|belanden)"],
      instead: "zeggen wat openstaat en hoe het te regelen is: voor een schuld gaat niemand naar de gevangenis",
    },
    {
      says: ["politie", "strafrechtelijk\\p{L}*", "strafzaak", "aangifte (?:doen|bij)", "openbaar ministerie"],
      instead: "de politie erbuiten laten: een schuld is geen misdrijf",
    },
    {
      says: [
        "uw (?:werkgever|baas|leidinggevende|familie|ouders|partner|vrouw|man|kinderen|buren|vrienden|familieleden|collega's|klanten|huisbaas) (?:\\p{L}+ ){0,2}(?:inlichten|bellen|benaderen|informeren|schrijven|vertellen|waarschuwen)",
        "(?:contact op(?:nemen)? met|inlichten van) uw (?:werkgever|baas|leidinggevende|familie|ouders|partner|buren|vrienden|collega's|klanten|huisbaas)",
        "contact met uw (?:werkgever|baas|leidinggevende|familie|ouders|partner|buren|vrienden|collega's|klanten|huisbaas) op",
      ],
      instead: "niets zeggen over anderen: een schuld gaat niemand anders aan",
    },
    {
      says: [
        "ruïneren",
        "te gronde richten",
        "u (?:zult|zal|gaat) (?:er )?spijt (?:van )?(?:krijgen|hebben)",
        "wij weten waar u (?:woont|werkt)",
        "aan de schandpaal",
        "zwarte lijst",
      ],
      instead: "zeggen wat openstaat, wat er mogelijk is en wie te bellen is",
    },
  ],
  claims: [
    {
      says: [
        "(?:juridische|gerechtelijke) (?:stappen|maatregelen|procedures?|gevolgen|consequenties|acties?|incassoprocedure)",
        "(?:gerechts)?deurwaarders?",
        "dagvaard(?:en|ing)",
        "gedagvaard",
        "naar de rechter",
        "voor de rechter",
        "beslag (?:leggen|laten leggen)",
        "beslaglegging",
        "(?:onze|aan een|door een|naar een) advocaat",
        "(?:aan|door|met|bij) (?:een|ons|het|onze) incasso\\p{L}*",
        "incasso(?:traject|procedure)",
        "BKR",
        "rechtszaak",
      ],
      instead: "in een herinnering vragen of er iets in de weg staat, en noemen wie te bellen is",
    },
  ],
  blame: [
    {
      says: [
        "(?:u heeft|heeft u|u hebt) (?:\\p{L}+ )?(?:nagelaten|verzuimd|genegeerd)",
        "u (?:negeert|weigert)",
        "uw (?:nalatigheid|weigering|onwil|betalingsmoraal|verzuim)",
        "zoals u (?:heel )?(?:goed|best) weet",
        "verwijtbaar",
      ],
      instead: "zeggen wat nog niet gebeurd is, niet wiens schuld het is: “wij hebben uw betaling nog niet ontvangen”",
    },
    {
      says: [
        "wanbetalers?",
        "schandalig\\p{L}*",
        "schaamteloos",
        "onbeschoft\\p{L}*",
        "leugenaars?",
        "onverantwoord(?:elijk)?\\p{L}*",
        "klaplopers?",
        "onacceptabel",
      ],
      instead: "weglaten wat het over de mens zegt, en zeggen wat openstaat",
    },
  ],
  haste: [
    {
      says: [
        "dringend(?:e)? (?:verzoek|verzoeken|betaling|herinnering)",
        "onmiddellijke (?:betaling|actie)",
        "(?:onmiddellijk|per direct|terstond|met spoed) (?:te )?(?:betalen|voldoen|overmaken)",
        "laatste (?:kans|waarschuwing|aanmaning|herinnering|gelegenheid)",
        "voordat het te laat is",
      ],
      instead: "er is nog niets te laat: de dag noemen en voor de opdracht bedanken",
    },
  ],
  overdue: [
    {
      says: [
        "achterstallig\\p{L}*",
        "(?:betalings)?achterstand",
        "te laat",
        "aanmaning(?:en)?",
        "in gebreke",
        "in verzuim",
        "(?:is|was) (?:reeds )?vervallen",
      ],
      instead: "“uw volgende betaling wordt op … verwacht”",
    },
  ],
  legalese: [
    {
      says: [
        "krachtens",
        "ingevolge",
        "conform artikel \\d+",
        "op grond van artikel \\d+(?::\\d+)?",
        "artikel \\d+:\\d+ BW",
        "voornoemd\\p{L}*",
        "voormeld\\p{L}*",
        "onderhavige?",
        "dientengevolge",
        "derhalve",
        "sommeren",
        "sommatie",
        "ingebrekestelling",
        "onverminderd",
        "bij gebreke (?:waarvan|hiervan|daarvan)",
        "ondergetekende",
        "zonder erkenning van enige rechtsplicht",
      ],
      instead: "schrijven zoals u het aan de telefoon zou zeggen",
    },
  ],
  negation:
    "\\b(?:niet|nooit|geen|zonder|niemand|noch|liever|voorkomen)\\b(?! (?:betaal\\p{L}*|betaald|betalen|reageer\\p{L}*|reageren|antwoord\\p{L}*|voldoe\\p{L}*))",
  notYet: "\\b(?:niet|binnenkort|voordat|vóór|voorkomen|zodat|zodra|als|indien|geen|wordt|worden|opdat)\\b",
  capitals: ["SWIFT", "HTTPS", "IDEAL"],
  asks: [
    "verzoeken (?:wij )?u (?:[^.]{0,80} )?te (?:betalen|voldoen|maken)",
    "(?:wilt|gelieve) u? ?(?:[^.]{0,60} )?(?:te )?(?:betalen|voldoen|overmaken)",
    "manen (?:wij )?u",
    "(?:betaal|voldoe|maak) (?:[^.]{0,60} )?(?:over|binnen)",
    "betaalt u (?:[^.]{0,60} )?binnen",
  ],
  ways: [
    "IBAN",
    "BIC",
    "rekeningnummer",
    "op (?:onze |de )?(?:bank)?rekening",
    "automatische incasso",
    "overschrijving",
    "klantportaal",
    "iDEAL",
    "via (?:de|onze) betaal\\p{L}*",
  ],
};
