/** How German letters go wrong. */
import type { Tone } from "./sayings.ts";

export const DE: Tone = {
  threats: [
    {
      says: [
        "verhafte[nt]",
        "verhaftung",
        "haftbefehl",
        "(?:ins|im) gefängnis",
        "gefängnis(?:strafe)?",
        "freiheitsstrafe",
        "erzwingungshaft",
        "abschieb(?:en|ung)",
      ],
      instead: "sagen, was offen ist und wie es sich regeln lässt: Wegen Schulden kommt niemand ins Gefängnis",
    },
    {
      says: ["polizei(?:lich\\p{L}*)?", "strafanzeige", "staatsanwaltschaft", "strafrechtlich\\p{L}*", "strafverfahren"],
      instead: "die Polizei weglassen: Schulden sind keine Straftat",
    },
    {
      says: [
        "(?:Ihren|Ihrem|Ihre|Ihrer) (?:arbeitgeber|chef|vorgesetzten|familie|eltern|partner|partnerin|ehefrau|ehemann|kinder[n]?|nachbarn|freunde[n]?|verwandten|kollegen|kunden|vermieter)(?:in)? (?:\\p{L}+ ){0,3}(?:informieren|kontaktieren|anrufen|anschreiben|benachrichtigen|mitteilen|ansprechen|wenden|aufsuchen)",
        "an (?:Ihren|Ihre) (?:arbeitgeber|chef|vorgesetzten|familie|eltern|nachbarn|kollegen|kunden)(?:in)? wenden",
      ],
      instead: "von anderen Menschen nicht sprechen: Schulden werden niemandem sonst erzählt",
    },
    {
      says: [
        "ruinieren",
        "ihr ruin",
        "(?:Sie werden|werden Sie) (?:es |das |dies )?(?:noch )?bereuen",
        "wir wissen,? wo Sie (?:wohnen|arbeiten)",
        "an den pranger",
        "schwarze liste",
        "sonst passiert",
      ],
      instead: "sagen, was offen ist, was sich tun lässt und wer zu erreichen ist",
    },
  ],
  claims: [
    {
      says: [
        "(?:rechtliche|gerichtliche|juristische|rechtlichen|gerichtlichen|juristischen|rechtlicher|gerichtlicher) (?:schritte[n]?|konsequenzen|maßnahmen|folgen|verfahren[s]?|mahnverfahren[s]?|geltendmachung)",
        "mahnbescheid(?:s|e)?",
        "gerichtsvollzieher(?:s|in)?",
        "zwangsvollstreckung",
        "vollstreckung(?:sbescheid)?",
        "pfändung(?:en)?",
        "klage (?:gegen Sie )?(?:erheben|einreichen)",
        "verklagen",
        "vor gericht",
        "(?:unseren|unserem) (?:rechtsanwalt|anwalt)",
        "(?:einen|einem) (?:rechtsanwalt|anwalt) (?:beauftragen|einschalten|übergeben)",
        "(?:an|durch|mit|bei) (?:ein|einem|eine|das|dem|unser|unserem) inkasso\\p{L}*",
        "inkassoverfahren",
        "schufa(?:-\\p{L}+)?",
        "auskunftei(?:en)?",
      ],
      instead: "in einer Erinnerung fragen, ob etwas im Weg steht, und jemanden nennen, der zu erreichen ist",
    },
  ],
  blame: [
    {
      says: [
        "(?:Sie haben|haben Sie) (?:es )?(?:\\p{L}+ )?(?:versäumt|unterlassen|ignoriert|missachtet)",
        "Sie (?:ignorieren|weigern sich|missachten|verweigern)",
        "Ihre (?:nachlässigkeit|weigerung|unzuverlässigkeit|zahlungsmoral|untätigkeit)",
        "Ihrer (?:nachlässigkeit|weigerung|unzuverlässigkeit|zahlungsmoral|untätigkeit)",
        "Ihr (?:verschulden|versäumnis|fehlverhalten)",
        "schuldhaft\\p{L}*",
        "wie Sie (?:sehr )?(?:wohl|genau) wissen",
      ],
      instead: "sagen, was noch nicht geschehen ist, nicht, wer daran schuld ist: „Ihre Zahlung ist noch nicht bei uns eingegangen“",
    },
    {
      says: [
        "unverschämt\\p{L}*",
        "unverantwortlich\\p{L}*",
        "dreist\\p{L}*",
        "schäm\\p{L}+",
        "lügner\\p{L}*",
        "zahlungsunwillig\\p{L}*",
        "schmarotzer\\p{L}*",
        "inakzeptabel",
        "säumige[rnms]? (?:kunde|schuldner|zahler)\\p{L}*",
      ],
      instead: "weglassen, was es über den Menschen sagt, und sagen, was offen ist",
    },
  ],
  haste: [
    {
      says: [
        "dringend(?:e|en)? (?:bitten|gebeten|auffordern|erforderlich|zahlung|mahnung|zahlungsaufforderung)",
        "(?:sofortige[nrs]?|umgehende[nrs]?|unverzügliche[nrs]?) (?:zahlung|überweisung|begleichung|erledigung)",
        "(?:sofort|umgehend|unverzüglich|schnellstens) (?:zu )?(?:zahlen|bezahlen|überweisen|begleichen)",
        "(?:zahlen|bezahlen|überweisen|begleichen) Sie (?:\\p{L}+ ){0,4}(?:sofort|umgehend|unverzüglich|schnellstens)",
        "letzte[rnms]? (?:chance|mahnung|aufforderung|gelegenheit|warnung|erinnerung)",
        "bevor es zu spät ist",
      ],
      instead: "noch ist nichts fällig: den Tag nennen und für den Auftrag danken",
    },
  ],
  overdue: [
    {
      says: [
        "überfällig\\p{L}*",
        "in verzug",
        "zahlungsverzug\\p{L}*",
        "zahlungsrückst[aä]nd\\p{L}*",
        "rückständig\\p{L}*",
        "mahnung(?:en)?",
        "(?:war|waren) (?:bereits )?(?:am [^.]{0,40} )?fällig",
      ],
      instead: "„Ihre nächste Zahlung ist am … fällig“",
    },
  ],
  legalese: [
    {
      says: [
        "(?:(?:gemäß|gem\\.|nach|laut|i\\. ?S\\. ?d\\.|i\\. ?V\\. ?m\\.) ?)?§{1,2} ?\\d+[a-z]?(?: (?:Abs\\.|Absatz|Satz|Nr\\.) \\d+)*(?: (?:BGB|HGB|ZPO|InsO|VVG))?",
        "hiermit",
        "vorbezeichnet\\p{L}*",
        "vorgenannt\\p{L}*",
        "obgenannt\\p{L}*",
        "unbeschadet",
        "vorbehaltlich",
        "widrigenfalls",
        "andernfalls sehen wir uns gezwungen",
        "in verzug setzen",
        "zwecks",
        "bezugnehmend auf",
        "namens und (?:in|im) (?:vollmacht|auftrag)",
        "verzugseintritt",
        "rechtsgrundlos",
        "ohne anerkennung einer rechtspflicht",
      ],
      instead: "so schreiben, wie man es am Telefon sagen würde",
    },
  ],
  negation:
    "\\b(?:nicht|nie|niemals|kein\\p{L}*|ohne|niemand\\p{L}*|weder|statt|vermeiden|lieber)\\b(?! (?:zahl\\p{L}*|bezahl\\p{L}*|reagier\\p{L}*|antwort\\p{L}*|eingeh\\p{L}*|begleich\\p{L}*))",
  notYet: "\\b(?:nicht|bald|bevor|vor|vermeiden|damit|sobald|wenn|falls|kein\\p{L}*|wird|werden|ohne)\\b",
  capitals: ["DSGVO", "SWIFT", "HTTPS"],
  asks: [
    "bitte (?:bezahlen|zahlen|überweisen|begleichen) Sie",
    "bitten (?:wir )?Sie,? (?:[^.]{0,60} )?(?:zu (?:bezahlen|zahlen|überweisen|begleichen))",
    "fordern (?:wir )?Sie (?:[^.]{0,20} )?auf",
    "um (?:zahlung|überweisung|ausgleich)",
    "(?:bezahlen|zahlen|überweisen|begleichen) Sie bitte",
    "bitte (?:[^.]{0,60} )?(?:bezahlen|überweisen|begleichen)",
  ],
  ways: [
    "IBAN",
    "BIC",
    "bankverbindung",
    "überweis\\p{L}+ (?:[^.]{0,60} )?konto",
    "lastschrift\\p{L}*",
    "kontonummer",
    "auf (?:unser|das) (?:[^.]{0,40} )?konto",
    "kundenportal",
    "online-portal",
    "per (?:karte|kreditkarte|paypal)",
  ],
};
