// A wording, top-down as it reads: declarations, the lines of a clause, their tails, conditions, values; last the words that names may be.
//
// White space and newlines mean nothing, braces do. A line starts with its keyword and ends where the next keyword stands that cannot go on
// with it. Almost every decision needs only the next word, because compiler/syntax/words.cpp has settled which words are names (see the
// head of PolLexer.g4); the few that look further say so. Keep it that way: it makes parsing fast and complaints point at the right word.
//
// Recovery from slips of the pen (compiler/syntax/recovery.cpp) knows these rules by name: every ...Block is `{ items }`, and a broken item,
// heading or declaration is passed over as a whole.
parser grammar PolParser;
options { tokenVocab = PolLexer; }

file : declaration* EOF ;

declaration
  : POLICY heading headerBlock                                                      # policy
  | USE TEXT                                                                        # use
  | TYPE typeHeading EQUAL plainType                                                # type
  | PARAMETER clauseHeading COLON parameterType parameterNote*                      # parameter
  | CERTIFICATE OPTIONAL? fieldBlock                                                # certificate
  | QUESTION heading questionBlock                                                  # question
  | TABLE clauseHeading (IN currency=name)? (acrossShape tableBlock | downShape downBlock)   # table
  | define                                                                          # definition
  | LAW clauseHeading IN jurisdiction CHOSEN BY PARAMETER? operand lawBlock                    # law
  | VERDICT verdictHeading EQUAL FIRST OF gateBlock                                 # verdict
  | PRESUME clauseHeading fromEach? whenLine? rebuttal?                             # presume
  | kind=(BENEFIT | CONDITION | EXCLUSION | LIMIT) clauseHeading lineBlock          # clause
  | output                                                                          # outputOfQuestion
  | split                                                                           # splitAmount
  | ANSWER clauseHeading answerBlock                                                # answer
  | LETTER language letterBlock                                                       # letter
  | LABEL labelName (COMMA labelName)*                                              # label
  | EXPORT clauseHeading TO name exportBlock                                        # export
  | SAMPLE heading sampleBlock                                                      # sample
  | EXAMPLE exampleTitle exampleBlock                                               # example
  | PROPERTY propertyHeading propertyBlock                                          # property
  ;

heading       : name title* ;
labelName     : name (NEVER RELEASED)? ;
clauseHeading : name number=TEXT? title* ;
typeHeading   : name ;
defineHeading : name parameters? number=TEXT? title* ;
outputHeading : name number=TEXT? title* outputType? forQuestion? ;
outputType    : COLON (plainType | listOfRecord | LIST OF plainType) ;
listOfRecord  : LIST OF RECORD fieldBlock ;
forQuestion   : FOR name ;
verdictHeading : name parameters? number=TEXT? title* outputType ;
parameters    : LPAREN name (COMMA name)* RPAREN ;
exampleTitle  : TEXT ;
propertyHeading : TEXT forQuestion? ;
title         : language TEXT ;
// `no` and `is` are languages too.
language      : WORD | NO | IS ;

define : DEFINE defineHeading (EQUAL expression | lineBlock) ;
// Behind a share no `otherwise` of its own: it says what holds where the shares do not share out the whole.
split : SPLIT clauseHeading OF value AMONG (splitElements | splitParties) splitElse? ;
splitElements : WORD IN path where? (PRO RATA TO weight=sum | BY weight=sum | EQUALLY WITH AT_OF_LIMIT MOST weight=sum EACH) ;
splitParties  : splitParty (COMMA splitParty)+ ;
splitParty    : name (BY sum | THE REST) ;
splitElse     : (OTHERWISE | ELSE_VALUE) (EQUALLY | NOTHING) ;
output : (OUTCOME | SHOWN) outputHeading EQUAL (listParts | expression) whenLine? ;
listParts : listPart (THEN listPart)* ;
// Without `for` one row, where its condition holds.
listPart  : LIST OF (LBRACE rowField+ RBRACE | plain=value) (forElement (SORTED BY order=value DESCENDING?)?)? where? ;
rowField  : rowFieldName expression ;
// No value goes on with one of these.
rowFieldName : head | POLICY | TYPE | PARAMETER | QUESTION | TABLE | LAW | VERDICT | BENEFIT | CONDITION | EXCLUSION | OUTCOME | ANSWER | LETTER | PROPERTY ;

// The lines of an answer are those of a clause; which of them mean something there is for `check` to say.
answerBlock : LBRACE answerItem* RBRACE ;
answerItem
  : define                                       # answerDefine
  | output                                       # answerOutput
  | line                                         # answerLine
  ;

// ---- laws, verdicts, presumptions ----

jurisdiction : name ;
lawBlock     : LBRACE version* RBRACE ;
// Looks two words ahead: a word before a text is the language of a title, not the next version.
version      : versionName interval? lawStatus? source=TEXT? title* ;
versionName  : WORD | NOTHING ;
interval
  : from=ISO_DATE? THROUGH through=ISO_DATE      # throughDate
  | FROM ISO_DATE                                # fromDate
  | NEVER IN FORCE                               # neverInForce
  ;
lawStatus    : ENACTED | MODEL | PROPOSED | REPEALED ;

gateBlock  : LBRACE gate* RBRACE ;
gate       : ELSE_VALUE? gateKind numbers? result whenLine? (AS name)? ;
gateKind   : DECLINES | REFERS | PAYS | DECIDES ;
result     : name arguments? ;

fromEach   : FROM EACH WORD IN path ;
rebuttal   : REBUTTED numbers? BY expression whenLine? ;

// ---- policy ----

headerBlock : LBRACE headerLine* RBRACE ;
headerLine
  : EDITION TEXT (IN FORCE FROM ISO_DATE)?       # edition
  | CURRENCY name                                # currency
  | ROUNDING name TO quantity                    # rounding
  | MONTHS name                                  # months
  | WATERFALL OWN LINES (COMMA name)*            # waterfall
  ;

// ---- certificate, question ----

fieldBlock    : LBRACE (field | valid)* RBRACE ;
questionBlock : LBRACE questionItem* RBRACE ;
questionItem
  : field                                        # questionField
  | valid                                        # questionValid
  | LINES (EVERY BENEFIT | name)                 # questionLines
  | TODAY name                                   # questionToday
  ;

valid     : VALID expression ;
field     : fieldName (COMMA fieldName)* COLON fieldType ;
fieldName : WORD | OTHERWISE_CASE ;
// What may be absent is said between `record` and its brace, so that it is not lost behind a long list of fields.
fieldType
  : ONE OF members modifier*                     # oneOfType
  | SET OF members modifier*                     # setOfType
  | RECORD modifier* fieldBlock                  # recordType
  | LIST OF listItems                            # listType
  | GROUP fieldBlock                             # groupType
  | typeName range? precision? modifier*         # simpleType
  ;
// What may stand where nothing is said about presence: behind `type`, of an output, of a key of a table.
plainType
  : ONE OF results                               # plainOneOf
  | SET OF members                               # plainSetOf
  | typeName (PER base=typeName)? range? precision?   # plainSimple
  ;
listItems : RECORD (modifier | mostItems)* fieldBlock | plainType (modifier | mostItems)* ;
mostItems : AT_OF_LIMIT MOST NUMBER ITEMS ;
members   : name ((COMMA | MEMBER_COMMA) name)* ;
// The results of a verdict may carry values: `one of NoFault, Liable(ratio : ratio)`.
results   : resultType ((COMMA | MEMBER_COMMA) resultType)* ;
resultType : name (LPAREN carried (COMMA carried)* RPAREN)? ;
carried   : fieldName COLON typeName range? precision? ;
typeName  : WORD | softWord | DAYS ;
// Looks two words ahead: in `0 to 1_000 m` the `m` is a unit, unless a colon or comma makes it the next field.
range     : signedQuantity TO signedQuantity unit=WORD? | ISO_DATE TO ISO_DATE ;
precision : WITH NUMBER DECIMALS ;
modifier
  : KEY                                          # key
  | PRESUMED literal (COMMA name)*               # presumed
  | OPTIONAL (ABSENT TEXT)?                      # optional
  | PERSONAL                                     # personal
  | LABELLED name                                # labelled
  ;

// ---- parameters ----

// Keys before the arrow: what stands first is one of them, or all there is.
parameterType : cellType ((COMMA plainType)* ARROW cellType)? ;
cellType
  : RANGE_OF OF plainType                        # rangeCell
  | RECORD fieldBlock                            # recordCell
  | plainType                                    # plainCell
  ;
parameterNote
  : PHRASE_COMMA? OR_NONE PHRASE_WORD (UNLESS other=name IS bound=name)?   # orNone
  | PHRASE_COMMA? SOME_ONLY PHRASE_WORD          # someOnly
  | PHRASE_COMMA? NO_OVERLAPS PHRASE_WORD        # noOverlaps
  | PHRASE_COMMA? ADDS_UP PHRASE_WORD PHRASE_WORD NUMBER   # addsUp
  | SOURCE TEXT                                  # source
  ;

// ---- table ----

acrossShape : ACROSS path ;
// Looks up to three words ahead: the name before a number, or before a title, begins the first row.
tableBlock : LBRACE COLUMNS column+ row* RBRACE ;
column     : name ;
row        : rowName title* cell+ ;
// The table says its currency once, so three capitals behind a cell are the next row.
rowName    : plainName | YES | NO | ONE | ALL | ANY | PRESENT | ABSENT | UNKNOWN | THIS | INVALID | CERTIFICATE | CURRENCY_UNIT ;
cell
  : MINUS? NUMBER unit=(PERCENT | TIME_UNIT)?    # numberCell
  | NOT COVERED                                  # notCovered
  | UNLIMITED                                    # unlimited
  ;

// Keys and cells may both be names, so that only their number tells where a row ends: compiler/syntax/build_tables.cpp counts.
// Where the columns end words.cpp has settled.
downShape  : DOWN downKey (COMMA downKey)* ;
downKey    : name (COLON typeName range? precision?)? ;
downBlock  : LBRACE COLUMNS downColumn+ entry* RBRACE ;
downColumn : COLUMN ;
entry
  : entryBound TO entryBound                     # rangeEntry
  | (OVER | UNDER) entryBound                    # openEntry
  | MINUS? NUMBER unit=(PERCENT | TIME_UNIT)?    # numberEntry
  | ISO_DATE                                     # dateEntry
  | ANY                                          # anyEntry
  | NOT COVERED                                  # notCoveredEntry
  | UNLIMITED                                    # unlimitedEntry
  | title                                        # titleEntry
  | entryName (COMMA entryName)*                 # namesEntry
  ;
entryBound : signedQuantity | ISO_DATE ;
entryName  : plainName | YES | NO | ONE | ALL | PRESENT | ABSENT | UNKNOWN | THIS | INVALID | CERTIFICATE | CURRENCY_UNIT ;

// ---- lines of a clause ----

// A `when` that stands first, or behind a line without tails, says when the clause applies at all; behind a line with tails it is a tail.
lineBlock : LBRACE whenLine* line* RBRACE ;
whenLine  : WHEN expression ;
line
  : APPLIES TO scope whenLine*                                                      # appliesTo
  | ABOUT numbers? path (COMMA path)* whenLine*                                     # about
  | EVENT numbers? expression whenLine*                                             # event
  | CLAIMABLE numbers? expression whenLine*                                         # claimable
  | REQUIRES numbers? expression (COMMA expression)* tail*                          # requires
  | EXCLUDES numbers? expression (COMMA expression)* tail*                          # excludes
  | ALL UNLESS writeBack (FOR benefits)? whenLine*                                  # allUnless
  | SURVIVAL numbers? distance=value AFTER anchor=value DEATH ON death=expression whenLine*   # survival
  | WAITING numbers? distance=value FROM anchor=expression whenLine*                # waiting
  | PENDS numbers? UNTIL expression whenLine*                                       # pends
  | PAYS numbers? (eachElement lineBlock | expression tail*)                        # pays
  | COUNTS numbers? expression tail*                                                # counts
  | LESS numbers? expression tail*                                                  # less
  | LEAVES numbers? expression tail*                                                # leaves
  | UP TO numbers? expression per tail*                                             # upTo
  | AT_OF_LIMIT MOST numbers? expression per tail*                                  # atMost
  | REFERS numbers? WHEN expression                                                 # refersWhen
  | REVERSES numbers? name                                                          # reverses
  | FAILS                                                                           # fails
  | DECIDED BY operand                                                              # decidedBy
  | BY operand byLinesBlock                                                         # byLines
  ;
eachElement : EACH WORD IN path ;
per     : PER (CERTIFICATE | EVENT | ITEM) ;
numbers : TEXT (COMMA TEXT)* ;
// Looks two words ahead, so that a benefit may be called `every`.
scope
  : EVERY BENEFIT (EXCEPT benefits)? TOGETHER?   # everyBenefit
  | benefits TOGETHER?                           # someBenefits
  ;
benefits     : name (COMMA name)* ;
// Behind `except` what is excluded all the same.
writeBack    : expression (EXCEPT excepted=expression)? ;
byLinesBlock : LBRACE lineCase+ RBRACE ;
lineCase     : caseNames line+ ;
caseNames
  : WORD (COMMA WORD)* COLON                     # namedCase
  | OTHERWISE_CASE COLON                         # otherwiseCase
  ;

// Greedy, three words ahead: a `for` behind `unless` belongs to it and not to the line.
tail
  : WHEN expression                              # whenTail
  | UNLESS writeBack (FOR benefits)?             # unlessTail
  | FOR benefits                                 # forTail
  | ELSE outcome=(DECLINE | PEND | REFER)        # elseTail
  | AS name                                      # asTail
  | WITHOUT name                                 # withoutTail
  ;

// ---- conditions, from the loosest to the tightest ----

// `a and b or c` without brackets is read, so that `check` can ask for them in a sentence.
expression  : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation
  : NOT negation                                 # not
  | comparison                                   # unnegated
  ;
// At most one comparison: `a < b < c` has no meaning.
comparison  : value (ifAny? (HAS possession | comparator otherSide | judgement) | VERDICT_STATE)? ;
// What stands on the right may be absent too.
otherSide   : value ifAny? ;
comparator  : EQUAL | NOT_EQUAL | LESS_THAN | LESS_EQUAL | GREATER_THAN | GREATER_EQUAL ;
ifAny       : IF ANY ;
possession
  : ALL OF memberList                            # hasAll
  | ANY OF memberList                            # hasAny
  | member                                       # hasOne
  | path                                         # hasCaseOf
  ;
judgement
  : IS NOT? state                                # is
  | IN from=otherSide (THROUGH through=otherSide)?       # between
  | WITHIN distance=value AFTER anchor=otherSide     # within
  | AT LEAST distance=value AFTER anchor=otherSide   # atLeast
  | NO LATER THAN distance=value AFTER anchor=otherSide   # noLaterThan
  | MORE_WORD THAN distance=value AFTER anchor=otherSide  # moreThan
  | ON OR (BEFORE | AFTER) anchor=otherSide          # onOr
  | BEFORE anchor=otherSide                          # before
  | AFTER anchor=otherSide                           # after
  ;
state
  : ONE OF memberList                            # oneOfMembers
  | THIS BENEFIT                                 # isThisBenefit
  | PRESENT                                      # present
  | ABSENT                                       # absent
  | name (DOT WORD)+ ifAny?                      # sameField
  | member                                       # oneMember
  ;
// Plain words behind a comma are members: in `requires organ is one of ovary, vagina, tumour.confirmed` the second comma separates conditions.
memberList  : name (MEMBER_COMMA name)* ;

// ---- values ----

value   : sum (OTHERWISE sum)* ;
sum     : rounded ((PLUS | MINUS) rounded)* ;
// Looser than a product: of `P of M rounded` the whole is rounded.
// `d + 3 months clamped`: where the month has no such day, its last one; `rolled`: the first of the next.
rounded : product (ROUNDED (manner=ROUNDING_MODE? TO quantity)? | CLAMPED | ROLLED)? ;
product : sign ((TIMES | DIVIDE | OF) sign)* ;
sign
  : MINUS sign                                   # minus
  | primary                                      # unsigned
  ;
primary
  : (YES | NO)                                   # truth
  | quantity                                     # number
  | quantity (PERIOD_AND quantity)+              # period
  | PROVED operand                               # proved
  | DECLASSIFY operand FOR purpose=name (TO recipient=name)? (FOR quantity)? UNDER law=name   # declassify
  | BY operand choiceBlock                       # choice
  | COMPLETED YEARS FROM from=operand TO to=operand   # completedYears
  | DAYS FROM from=operand TO to=operand         # daysBetween
  | ALREADY PAID forBenefit? onThisEvent?        # alreadyPaid
  | SOMETHING ALREADY PAID forBenefit? onThisEvent?   # somethingPaid
  | NOTHING ALREADY PAID forBenefit? onThisEvent?     # nothingPaid
  | FIRST OF firstBlock                          # firstOf
  | SET OF memberBlock                           # setOf
  | (ANY_ELEMENT | NO_ELEMENT | ALL_ELEMENTS) WORD (COMMA WORD)* IN path where?   # someElements
  | THE WORD IN of=name WHERE expression         # theCase
  | COUNT OF WORD IN path where?                 # countOf
  | POSITION OF WORD                             # positionOf
  | SUM OF value forElement where?               # sumOf
  | (SMALLEST | LARGEST | EARLIEST | LATEST) OF value forElement where? (ELSE_VALUE sum)?   # extremeOf
  | FOLD WORD COLON typeName range? precision? FROM start=sum forElement (SORTED BY order=value DESCENDING?)? where? foldBlock   # fold
  | operand                                      # plain
  ;
// What needs no brackets between two words, as in `from X to Y`. None of these begins with an operand again, so that nothing can be nested
// without brackets, braces, `not` or a sign: these are what compiler/syntax/limits.cpp counts.
operand
  : ISO_DATE                                     # date
  | LPAREN expression RPAREN                     # brackets
  | pick OF LPAREN expression (COMMA expression)* RPAREN   # picked
  | FIRST EVENT DATE OF benefit                  # firstEventDate
  | THIS BENEFIT                                 # thisBenefit
  | reference                                    # named
  ;
pick        : SMALLER | LARGER | EARLIER | LATER ;
// Greedy: behind `already paid`, a `for` says for which benefit was paid and does not narrow the line. (Looks three words ahead.)
forBenefit  : FOR benefit ;
benefit     : THIS BENEFIT | benefitName ;
onThisEvent : ON THIS EVENT ;
// Greedy: the condition goes on as far as it can.
where       : WHERE expression ;
forElement  : FOR WORD IN path ;
foldBlock   : LBRACE expression RBRACE ;
firstBlock  : LBRACE firstCase* firstElse RBRACE ;
firstCase   : expression numbers? whenLine (AS name)? ;
firstElse   : ELSE_VALUE (NOTHING | expression) ;
// `set of { NotEnacted when C   log, separate_store }`: these members, those with a condition where it holds.
memberBlock : LBRACE memberCase* RBRACE ;
memberCase  : head (COMMA head)* whenLine? ;
choiceBlock : LBRACE choiceCase+ RBRACE ;
choiceCase  : caseNames expression ;
reference   : head ((DOT WORD)+ | arguments (DOT WORD)? | lookup)? ;
lookup      : LBRACKET expression (COMMA expression)* RBRACKET (DOT WORD)? ;
arguments   : LPAREN (expression (COMMA expression)*)? RPAREN ;
path        : head (DOT WORD)* ;

quantity       : NUMBER unit=(PERCENT | TIME_UNIT | CURRENCY_UNIT)? ;
signedQuantity : MINUS? quantity ;
literal
  : signedQuantity                               # numberLiteral
  | ISO_DATE                                     # dateLiteral
  | TEXT                                         # textLiteral
  | (YES | NO)                                   # truthLiteral
  | literalName                                  # nameLiteral
  ;

// ---- what letters say ----

letterBlock : LBRACE letterLine* RBRACE ;
letterLine
  : TELLS number=TEXT FOR name whenStatus? sentence=TEXT   # tells
  | (number=TEXT (AS shown=TEXT)? | titledName) called=TEXT   # called
  ;
titledName : name (DOT WORD)* ;
whenStatus : WHEN name (COMMA name)* ;

// ---- where values leave ----

exportBlock  : LBRACE exportColumn* RBRACE ;
// Looks two words ahead: a name before `=` is that of the column, else its value's last name is.
exportColumn : name EQUAL expression | path ;

// ---- samples and examples ----

sampleBlock  : LBRACE startLine? settings* RBRACE ;
exampleBlock : LBRACE startLine? exampleItem* RBRACE ;
exampleItem  : settings | expectation ;
startLine    : START FROM name ;
settings     : blockName settingBlock ;
settingBlock : LBRACE setting* RBRACE ;
setting      : settingPath (settingValue | settingBlock+) ;
settingPath  : name position? (DOT WORD position?)* ;
position     : LBRACKET NUMBER RBRACKET ;
settingValue
  : UNKNOWN                                      # unknownSetting
  | ABSENT                                       # absentSetting
  | literal (COMMA expectedItem)*                # givenSetting
  ;
// Looks up to four words ahead: a word behind the outcome may begin the settings of the next step, or the next expectation.
expectation  : EXPECT (INVALID | THAT expression | status expected?) reason* ;
expected
  : name (signedQuantity | (COMMA name)+)?       # expectedName
  | settingBlock+                                # expectedRows
  | expectedItem (COMMA expectedItem)+           # expectedItems
  | signedQuantity                               # expectedNumber
  | ISO_DATE                                     # expectedDate
  | TEXT                                         # expectedText
  ;
expectedItem : name | signedQuantity | ISO_DATE | TEXT ;
reason
  : BECAUSE TEXT (COMMA TEXT)*                   # because
  | MISSING fact (COMMA fact)*                   # missing
  ;
fact         : head position? (DOT WORD position?)* ;

// ---- properties ----

propertyBlock : LBRACE always* RBRACE ;
always         : ALWAYS expression perCertificate? whenLine? ;
perCertificate : PER CERTIFICATE ;

// ---- names ----

// Any word may be a name. Where one word decides what follows, the words that say something else there are left out: `is present` is about
// presence, so a member called `present` is written `is one of present`.
name        : plainName | YES | NO | NOT | ONE | ALL | ANY | PRESENT | ABSENT | UNKNOWN | THIS | INVALID | CERTIFICATE | UNLIMITED ;
member      : plainName | YES | NO | UNKNOWN | THIS | INVALID | CERTIFICATE | UNLIMITED ;
benefitName : plainName | YES | NO | NOT | ONE | ALL | ANY | PRESENT | ABSENT | UNKNOWN | INVALID | CERTIFICATE | UNLIMITED ;
literalName : plainName | NOT | ONE | ALL | ANY | PRESENT | THIS | INVALID | CERTIFICATE | UNLIMITED ;
status      : plainName | YES | NO | NOT | ONE | ALL | ANY | PRESENT | ABSENT | UNKNOWN | THIS | CERTIFICATE | UNLIMITED ;
plainName   : WORD | softWord | hardWord ;

// The first word of a value. A word that begins a line or a tail, or joins two values, is not one on its own: so a line left unfinished is
// noticed where it breaks off. (With a dot behind it any word is a WORD.)
head        : WORD | softWord ;
blockName   : WORD | softWord | CERTIFICATE ;
softWord
  : EDITION | FORCE | CURRENCY | ROUNDING | MONTHS | WATERFALL | OWN | LINES | KEY | PRESUMED | OPTIONAL | PERSONAL | LABELLED | RELEASED
  | DECIMALS | TODAY | COLUMNS | TOGETHER | EVERY | PAID | MOST | LEAST | EVENT | DATE | YEARS | ITEMS | DOWN | OVER | UNDER | COVERED
  | CLAIMABLE | ITEM | DESCENDING | CHOSEN | NEVER | ENACTED | MODEL | PROPOSED | REPEALED | DECIDED | DECLINES | DECIDES | REBUTTED
  | CLAMPED | ROLLED | ALWAYS | AMONG | PRO | RATA | EQUALLY | THE | REST | THEN
  ;
hardWord
  : POLICY | USE | TYPE | PARAMETER | QUESTION | TABLE | DEFINE | LAW | VERDICT | PRESUME | BENEFIT | CONDITION | EXCLUSION | LIMIT | OUTCOME | SHOWN | SPLIT | ANSWER
  | LETTER | LABEL | EXPORT | SAMPLE | PROPERTY | EXAMPLE | SET | RECORD
  | LIST | GROUP | VALID | WITH | ACROSS | APPLIES | ABOUT | WHEN | REQUIRES | EXCLUDES | UNLESS | EXCEPT | SURVIVAL | DEATH | WAITING
  | PENDS | UNTIL | PAYS | EACH | COUNTS | LESS | LEAVES | REFERS | REVERSES | ROUNDED | WHERE | SORTED | FOLD | COUNT | POSITION | SUM | SMALLEST
  | LARGEST | EARLIEST | LATEST | UP | AT | PER | FAILS | BY | FOR | ELSE | PEND | REFER | DECLINE | AS | WITHOUT | AND | OR
  | IS | HAS | IF | IN | FROM | TO | OF | THROUGH | WITHIN | LATER | THAN | MORE_WORD | ON | BEFORE | AFTER | OTHERWISE
  | PROVED | DECLASSIFY | SMALLER | LARGER | EARLIER | COMPLETED | DAYS | ALREADY | SOMETHING | NOTHING | FIRST | START | EXPECT | THAT
  | BECAUSE | MISSING
  ;
