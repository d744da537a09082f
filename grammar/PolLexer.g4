// The words and signs of a wording. Structure is in PolParser.g4.
//
// Every text whatever divides into these: what has no place in a wording becomes a word of its own kind (STRAY, OPEN_TEXT, ODD_...), so that
// compiler/syntax can say what is wrong with it in a sentence and go on.
lexer grammar PolLexer;

// Keywords are words of the language only where they are used as such; compiler/syntax/words.cpp settles these cases after reading the words and
// before parsing, by the neighbours of a word, so that the parser hardly ever needs to look further than the next word:
//   beside a dot, or in a list before a colon (fields, cases), every word is a plain WORD: `claim.limit`, `date : date`
//   TIME_UNIT        `day`, `days`, `month`, `months`, `year`, `years` behind a number
//   CURRENCY_UNIT    three capitals behind a number: `20 VND`
//   OTHERWISE_CASE   `otherwise` before a colon: the last case, not the infix of `X otherwise Y`
//   MEMBER_COMMA     the commas of `one of a, b`, as against those that separate conditions
//   PERIOD_AND       the `and` of `3 months and 10 days`, as against the one that joins conditions
//   AT_OF_LIMIT      the `at` of `at most`, which begins a line, as against `at least`, which goes on with a condition
//   ANY_ELEMENT, NO_ELEMENT, ALL_ELEMENTS   `any e in ...`, `no e in ...`, `all e in ...`
//   ELSE_VALUE       the `otherwise` that ends a `first of { ... }`, and the one behind `smallest of ...`; not the infix
//   COLUMN           the name of a column of a table `down`
//   ROUNDING_MODE    `X rounded half_even to ...`
//   VERDICT_STATE    the `pays` of `liability pays`, as against the line `pays X`; so `declines`, `refers`, `decides`
//   OR_NONE, SOME_ONLY, NO_OVERLAPS, ADDS_UP, SOURCE, RANGE_OF   the first words of what stands behind the type of a parameter; PHRASE_WORD the
//                    words that go on with it, PHRASE_COMMA a comma before it
// Words that mean something at one place only (`each`, `count`, `sum`, `fold`, `items` ...) are a plain WORD at every other.
tokens {
  TIME_UNIT, CURRENCY_UNIT, OTHERWISE_CASE, AT_OF_LIMIT, MEMBER_COMMA, PERIOD_AND, ANY_ELEMENT, NO_ELEMENT, ALL_ELEMENTS, ELSE_VALUE, COLUMN,
  ROUNDING_MODE, VERDICT_STATE, OR_NONE, SOME_ONLY, NO_OVERLAPS, ADDS_UP, SOURCE, RANGE_OF, PHRASE_WORD, PHRASE_COMMA
}

// ---- Declarations ----

POLICY       : 'policy' ;
USE          : 'use' ;
TYPE         : 'type' ;
PARAMETER    : 'parameter' ;
CERTIFICATE  : 'certificate' ;
QUESTION     : 'question' ;
TABLE        : 'table' ;
DEFINE       : 'define' ;
LAW          : 'law' ;
VERDICT      : 'verdict' ;
PRESUME      : 'presume' ;
BENEFIT      : 'benefit' ;
CONDITION    : 'condition' ;
EXCLUSION    : 'exclusion' ;
LIMIT        : 'limit' ;
OUTCOME      : 'outcome' ;
SHOWN        : 'shown' ;
SPLIT        : 'split' ;
ANSWER       : 'answer' ;
LETTER       : 'letter' ;
LABEL        : 'label' ;
EXPORT       : 'export' ;
SAMPLE       : 'sample' ;
PROPERTY     : 'property' ;
EXAMPLE      : 'example' ;

// ---- The heading of a policy ----

EDITION      : 'edition' ;
FORCE        : 'force' ;
CURRENCY     : 'currency' ;
ROUNDING     : 'rounding' ;
MONTHS       : 'months' ;
WATERFALL    : 'waterfall' ;
OWN          : 'own' ;
LINES        : 'lines' ;

// ---- Records and tables ----

KEY          : 'key' ;
PRESUMED     : 'presumed' ;
OPTIONAL     : 'optional' ;
PERSONAL     : 'personal' ;
LABELLED     : 'labelled' ;
RELEASED     : 'released' ;
ONE          : 'one' ;
SET          : 'set' ;
RECORD       : 'record' ;
LIST         : 'list' ;
GROUP        : 'group' ;
ITEMS        : 'items' ;
VALID        : 'valid' ;
WITH         : 'with' ;
DECIMALS     : 'decimals' ;
TODAY        : 'today' ;
ACROSS       : 'across' ;
DOWN         : 'down' ;
COLUMNS      : 'columns' ;
OVER         : 'over' ;
UNDER        : 'under' ;
COVERED      : 'covered' ;
UNLIMITED    : 'unlimited' ;

// ---- The lines of a clause ----

APPLIES      : 'applies' ;
EVERY        : 'every' ;
TOGETHER     : 'together' ;
ABOUT        : 'about' ;
EVENT        : 'event' ;
CLAIMABLE    : 'claimable' ;
WHEN         : 'when' ;
REQUIRES     : 'requires' ;
EXCLUDES     : 'excludes' ;
ALL          : 'all' ;
UNLESS       : 'unless' ;
EXCEPT       : 'except' ;
SURVIVAL     : 'survival' ;
DEATH        : 'death' ;
WAITING      : 'waiting' ;
PENDS        : 'pends' ;
UNTIL        : 'until' ;
PAYS         : 'pays' ;
EACH         : 'each' ;
COUNTS       : 'counts' ;
LESS         : 'less' ;
LEAVES       : 'leaves' ;
UP           : 'up' ;
AT           : 'at' ;
MOST         : 'most' ;
PER          : 'per' ;
ITEM         : 'item' ;
REFERS       : 'refers' ;
REVERSES     : 'reverses' ;

// ---- Shares of an amount ----

AMONG        : 'among' ;
PRO          : 'pro' ;
RATA         : 'rata' ;
EQUALLY      : 'equally' ;
THE          : 'the' ;
REST         : 'rest' ;
THEN         : 'then' ;
FAILS        : 'fails' ;
BY           : 'by' ;
DECIDED      : 'decided' ;

// ---- Laws, verdicts, presumptions ----

CHOSEN       : 'chosen' ;
NEVER        : 'never' ;
ENACTED      : 'enacted' ;
MODEL        : 'model' ;
PROPOSED     : 'proposed' ;
REPEALED     : 'repealed' ;
DECLINES     : 'declines' ;
DECIDES      : 'decides' ;
REBUTTED     : 'rebutted' ;

// ---- Their tails ----

FOR          : 'for' ;
ELSE         : 'else' ;
PEND         : 'pend' ;
REFER        : 'refer' ;
DECLINE      : 'decline' ;
AS           : 'as' ;
WITHOUT      : 'without' ;

// ---- Values and conditions ----

YES          : 'yes' ;
NO           : 'no' ;
NOT          : 'not' ;
AND          : 'and' ;
OR           : 'or' ;
IS           : 'is' ;
PRESENT      : 'present' ;
ABSENT       : 'absent' ;
HAS          : 'has' ;
ANY          : 'any' ;
IF           : 'if' ;
IN           : 'in' ;
FROM         : 'from' ;
TO           : 'to' ;
OF           : 'of' ;
THROUGH      : 'through' ;
WITHIN       : 'within' ;
LEAST        : 'least' ;
LATER        : 'later' ;
THAN         : 'than' ;
MORE_WORD    : 'more' ;      // MORE alone is a command of ANTLR
ON           : 'on' ;
BEFORE       : 'before' ;
AFTER        : 'after' ;
OTHERWISE    : 'otherwise' ;
PROVED       : 'proved' ;
DECLASSIFY   : 'declassify' ;
THIS         : 'this' ;
SMALLER      : 'smaller' ;
LARGER       : 'larger' ;
EARLIER      : 'earlier' ;
ROUNDED      : 'rounded' ;
CLAMPED      : 'clamped' ;
ROLLED       : 'rolled' ;
COUNT        : 'count' ;
POSITION     : 'position' ;
SUM          : 'sum' ;
SMALLEST     : 'smallest' ;
LARGEST      : 'largest' ;
EARLIEST     : 'earliest' ;
LATEST       : 'latest' ;
WHERE        : 'where' ;
FOLD         : 'fold' ;
SORTED       : 'sorted' ;
DESCENDING   : 'descending' ;
COMPLETED    : 'completed' ;
YEARS        : 'years' ;
DAYS         : 'days' ;
ALREADY      : 'already' ;
PAID         : 'paid' ;
SOMETHING    : 'something' ;
NOTHING      : 'nothing' ;
FIRST        : 'first' ;
DATE         : 'date' ;

// ---- What letters say ----

TELLS        : 'tells' ;

// ---- Samples, examples and properties ----

START        : 'start' ;
EXPECT       : 'expect' ;
ALWAYS       : 'always' ;
THAT         : 'that' ;
BECAUSE      : 'because' ;
MISSING      : 'missing' ;
INVALID      : 'invalid' ;
UNKNOWN      : 'unknown' ;

// ---- Signs ----

LBRACE        : '{' ;
RBRACE        : '}' ;
LPAREN        : '(' ;
RPAREN        : ')' ;
LBRACKET      : '[' ;
RBRACKET      : ']' ;
COMMA         : ',' ;
COLON         : ':' ;
ARROW         : '->' ;
DOT           : '.' ;
EQUAL         : '=' ;
NOT_EQUAL     : '!=' ;
LESS_EQUAL    : '<=' ;
LESS_THAN     : '<' ;
GREATER_EQUAL : '>=' ;
GREATER_THAN  : '>' ;
PLUS          : '+' ;
MINUS         : '-' ;
TIMES         : '*' ;
DIVIDE        : '/' ;
PERCENT       : '%' ;

// ---- Names, numbers, dates, texts ----

WORD     : [A-Za-z_] [A-Za-z0-9_]* ;
NUMBER   : DIGIT [0-9_]* ('.' DIGIT [0-9_]*)? ;
// Whether the day exists is for `check` to say.
ISO_DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
// On one line, so that a forgotten quote spoils one line and not the rest of the file. Which escapes exist is said in words.cpp.
TEXT     : '"' ( '\\' ~[\r\n] | ~["\\\r\n] )* '"' ;

fragment DIGIT : [0-9] ;
// Coarse, as in names of XML: Unicode's own list of letters is so long that taking it in at the start of every process is felt.
fragment ODD_LETTER
  : [A-Za-z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u2C00-\u2DFF\u3041-\uD7FF\uF900-\uFDCF\uFF66-\uFFDC]
  | [\u{10000}-\u{1EFFF}\u{20000}-\u{3FFFF}]
  ;

// ---- Slips of the pen that deserve a sentence of their own ----

ODD_DATE   : DIGIT DIGIT DIGIT DIGIT [-/.] DIGIT DIGIT? [-/.] DIGIT DIGIT?
           | DIGIT DIGIT? [-/.] DIGIT DIGIT? [-/.] DIGIT DIGIT DIGIT DIGIT ;
ODD_NUMBER : DIGIT+ (',' DIGIT DIGIT DIGIT)+ ('.' DIGIT+)? ;             // 20,000,000
ODD_WORD   : ODD_LETTER (ODD_LETTER | [0-9\u0300-\u036F])* ;             // an accented name
OPEN_TEXT  : '"' ( '\\' ~[\r\n] | ~["\\\r\n] )* '\\'? ;
CURLY_TEXT : [\u201C\u201D\u201E] ~["\u201C\u201D\u201E\r\n]* ["\u201C\u201D]? ;   // pasted from a word processor

// ---- What is passed over ----

COMMENT : '//' ~[\r\n]* -> skip ;
// A no-break space is what a word processor leaves behind; it means no more than another.
SPACE   : [ \t\r\n\f\u00A0\uFEFF]+ -> skip ;

STRAY   : . ;
