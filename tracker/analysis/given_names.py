"""Given names that tell a person from a place or a firm, and mostly the person's gender.

A name used for both stands in neither gender's list but in `EITHER`. Add a name here, in its folded form.
"""

from tracker.analysis.names import word_set
from tracker.analysis.register import Gender

FEMALE = word_set(
    """
    abigail ada adriana agnes aisha alexandra alice alicia alison allison amanda amelia amina amy ana anastasia
    andrea angela angelina anita anja ann anna annalena anne annette annie antonia april arlene ayelet barbara
    beatrice becky bella bernadette beth betty beverly bonnie brenda bridget camilla carla carly carmen carol
    carole caroline carolyn catherine cecilia celia charlotte chelsea cheryl chloe chrystia christina christine
    chrissy cindy claire clara claudia condoleezza cristina cynthia daisy dana daria deborah debbie denise diana
    diane dolores donna dora doris dorothy ece edith eileen ekaterina elaine elena eleanor elisabeth elise
    elizabeth ella ellen elly emilia emily emma erika esther eva eve eveline fatima fatma federica fiona
    florence frances francesca gabriela gail gina ginny giorgia gisela gita gladys glenda gloria grace greta
    gwen hadiza hannah harriet heather heidi helen helena helga heike hilary hillary hina holly huma ida ilhan
    imelda inga ingrid irina irene iris isabel isabella ivana ivanka jacinda jacqueline jalina jane janet janice
    jasmine jean jeanne jen jennifer jenny jessica jill joan joanna joanne josephine joyce juana judith judy
    julia juliana julie june kaja karen karin karine karina kate katherine kathleen kathy katie katrin katya
    kayleigh kellyanne keiko kirsten kristalina kristen kristina laila lara larisa laura lauren leila lena leni
    leslie lidia lila lily linda lisa liz liza loretta lori lorraine louise lucia lucy luisa lydia madeleine
    magdalena maggie maia maja malala mamta manuela margaret margrethe margot maria mariam mariana marie marina
    marine marion marissa marjorie martha mary matilda maud maureen megan melania melissa melanie mercedes
    meryem mette michelle mila miriam moira molly monica monika nadia nadine naledi nan nancy naomi natalia
    natalie nathalie nicola nicole nigar nikki nina nirmala nora norma nuria olena olga olivia olympe oprah
    pamela patricia patty paula pauline penelope penny petra phyllis polly priti priya rachel raisa rania
    rebecca regina renata renee rita roberta robin rosa rosalind rose rosemary rosie roxana ruth sabine sabrina
    sadia sally samantha sandra sanna sara sarah selina serena shami sharon sheikh_hasina sheila shelley shirley
    silvia simone sofia sonia sophia sophie stacey stefanie stella stephanie sue suella susan susanna susie
    suzanne svenja sviatlana svetlana sylvia tabitha tamara tanya tara tatiana teresa tereza theresa thelma
    thandi tina tracy tulsi ursula valentina valerie vanessa vera veronica victoria viola virginia vivian wendy
    whitney wilma winnie yasmin yuliia yulia yvette yvonne zainab zara zoe zuzana
    """
)
MALE = word_set(
    """
    aaron abbas abdel abdul abdullah abdulla abraham adam adel adnan adolf adrian ahmad ahmed akbar al alan
    alain albert alberto alejandro aleksandr alessandro alex alexander alexei alexey alfred ali alistair allan
    allen amir anas anatoly anders andre andreas andrei andres andrew andrey andriy andrzej andy angel angus
    anthony antoine anton antonio antony antti arnold art arthur ashraf augustin avi axel ayman bandar barack
    barry bart bashar ben benjamin benny bernard bernie bertrand bill billy bob bobby boris brad bradley brandon
    brendan brent brett brian bruce bruno bryan calvin carl carlo carlos cecil cedric charles charlie chris
    christian christopher christoph chuck clark claude clement cliff clinton colin conor craig cyril dale damian
    dan daniel daniele danny dario darren dave david davis dean denis dennis derek desmond devin dick diego
    dieter dimitri dirk dmitri dmitriy dmitry dmytro dominic dominique don donald doug douglas duncan dwight
    earl ed eddie eduardo edgar edmund edward edwin ehud elliot elliott emile emmanuel emmerson enrico enrique
    eric erik ernest ernesto erwin eugene evan evo ezra faisal federico felipe felix fernando filippo francesco
    francis francisco francois frank frans franz fred frederic frederick friedrich fumio gabriel gareth gary
    gavin gennady geoff geoffrey george georg gerald gerard gerhard gerry ghassan gideon gilbert giles giovanni
    giuseppe gordon graham grant greg gregory guido guillaume gunther gustavo guy habib hadi hakan hamid hank
    hans harold harry hasan hassan heiko heinz helmut henri henry herbert herman hossein houman howard hubert
    hugh hugo humphrey hussein ian ibrahim igor ilya imran isaac ismail ivan jack jacob jacques jair jake jamal
    james jamie jan jared jason javad javier jay jean_yves jeff jeffrey jens jeppe jeremy jerome jerry jesse jim
    jimmy joao joaquin joe joel johan johann john johnny jon jonas jonathan jordan jorge jose josep joseph josh
    joshua juan julian julio julius justin kamal karl karim keir keith ken kenneth kevin khalid khaled klaus
    kofi konstantin kurt kyle lance larry lars laurence laurent lawrence lech len leo leon leonard leonid
    leopold lester lewis liam lindsay lionel lloyd lorenzo lothar louis luc luca lucas luigi luis luiz lukas
    luke mahmoud maksym malcolm manfred manuel marc marcel marco marcus mario mark marshall martin marty mateusz
    mathias matt matteo matthew maurice mauricio max maxim mehmet mevlut michael michal michel miguel mihai
    mikael mike mikhail mikheil miles milos mitch mitt mohamed mohammad mohammed moises morgan muhammad mustafa
    mute mykhailo naftali narendra nathan ned neil nelson nicolae nicolas nicholas nick nigel nikita nikol
    nikolai noah noam noel norbert norman olaf oleg oleksandr oleksii oliver olivier olli omar orrin oscar otto
    owen pablo paolo pascal patrick paul pavel pawel pedro pele pervez pete peter petr petro petteri phil philip
    philippe phillip pierre piotr qassem rafael rafal ralph ram ramon randy raphael rashid raul ray raymond
    recep reince rene reuven rex ricardo riccardo richard rick ricky rishi rob robert roberto rod roderick
    rodrigo roger roland rolf roman ron ronald rory ross roy rudi rudolf rudy rupert russell ryan saad sadiq
    sajid salman salvador sam sameh sami samir samuel scott sean sebastian serge sergei sergey sergio seth shane
    shah shahbaz shimon shinzo sigmar silvio simon spencer stanley stefan stephane stephen sterling steve steven
    stewart stuart subrahmanyam sven taro tayyip ted teodoro terry theodore thierry thomas thorsten tim timothy
    tobias tobias toby tom tomas tomasz tommy tony travis trevor tyler ulrich uri vaclav victor viktor vincent
    vitali vitaliy vitaly vivek vladimir volodymyr vyacheslav wallace walter warren wayne werner wes wilbur
    wilhelm will willem william winston wladimir wolfgang wopke xavier yair yannis yevgeny yitzhak yoav yossi
    yuri yury yusuf zach zachary zbigniew
    """
)
EITHER = word_set(
    """
    casey chris dana jamie jessie jo jordan kelly kim lee leslie lindsay morgan pat robin sasha sam taylor terry
    tracy
    """
)


def gender_of(given: str) -> Gender | None:
    """The usual gender of a folded given name; `None` when it is unknown or used for both."""
    if given in EITHER:
        return None
    return "f" if given in FEMALE else "m" if given in MALE else None


def is_given(name: str) -> bool:
    return name in FEMALE or name in MALE or name in EITHER
