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
    aaron abbas abdel abdul abdulla abdullah abraham adam adel adnan adolf adrian ahmad ahmed akbar al alain
    alan albert alberto alejandro aleksandr alessandro alex alexander alexei alexey alfred ali alistair
    allan allen amir anas anatoly anders andre andreas andrei andres andrew andrey andriy andrzej andy angel
    angus anthony antoine anton antonio antony antti arnold art arthur ashraf augustin avi axel ayman bandar
    barack barry bart bashar ben benjamin benny bernard bernie bertrand bill billy bob bobby boris brad
    bradley brandon brendan brent brett brian brock bruce bruno bryan calvin carl carlo carlos cecil cedric
    charles charlie chris christian christoph christopher chuck clark claude clement cliff clinton cody
    colin conor craig curtis cyril dale damian dan daniel daniele danny dante dario darrell darren darryl
    dave david davis dean denis dennis derek desmond devin devon dick diego dieter dimitri dirk dmitri
    dmitriy dmitry dmytro dominic dominick dominique don donald donovan doug douglas duane duncan dustin
    dwayne dwight earl ed eddie edgar edmund eduardo edward edwin ehud eli elijah elliot elliott emanuel
    emile emmanuel emmerson enrico enrique eric erik ernest ernesto ernie erwin eugene evan evo ezra faisal
    federico felipe felix fernando fidel filippo florent floyd francesco francis francisco francois frank
    frans franz fred frederic frederick friedrich fumio gabriel gareth gary gavin gennady geoff geoffrey
    georg george gerald gerard gerhard gerry ghassan gideon gil gilbert giles giovanni giuseppe glen glenn
    gordon graham grant greg gregg gregory grover guido guillaume gunther gustavo guy habib hadi hakan hamid
    hank hans harold harry harvey hasan hassan hector heiko heinz helmut henri henry herb herbert herman
    homer hossein houman howard hubert hugh hugo humphrey hussein ian ibrahim igor ilya imran irving isaac
    ismail ivan jack jacob jacques jair jake jamal james jamie jan jared jason javad javier jay jean_yves
    jeb jed jeff jeffrey jens jeppe jeremy jerome jerry jesse jim jimmie jimmy joao joaquin joe joel johan
    johann john johnny jon jonas jonathan jordan jorge jose josef josep joseph josh joshua juan julian julio
    julius justin kamal kareem karim karl keir keith ken kenneth kevin khaled khalid kirk klaus kofi
    konstantin kurt kyle lance larry lars laurence laurent lawrence lech leland len lenny leo leon leonard
    leonid leopold leroy lester lewis liam lindsay lionel lloyd lonnie lorenzo lorne lothar louie louis luc
    luca lucas luigi luis luiz lukas luke luther lyle mahmoud maksym malcolm manfred manuel marc marcel
    marco marcus mario mark marlon marshall martin marty marvin mateusz mathias matt matteo matthew maurice
    mauricio max maxim mehmet mel mevlut michael michal michel mickey miguel mihai mikael mike mikhail
    mikheil miles milos milton mitch mitt mohamed mohammad mohammed moises morgan muhammad murray mustafa
    mute mykhailo naftali narendra nathan ned neil nelson nicholas nick nicolae nicolas nigel nikita nikol
    nikolai noah noam noel norbert norm norman olaf oleg oleksandr oleksii oliver olivier olli omar orrin
    oscar otis otto owen pablo paolo pascal patrick paul pavel pawel pedro pele pervez pete peter petr petro
    petteri phil philip philippe phillip pierre piotr qassem quentin rafael rafal ralph ram ramon randy
    raphael rashid raul ray raymond recep reggie reince rene reuven rex ricardo riccardo richard rick ricky
    rico rishi rob robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald rory roscoe
    ross roy rudi rudolf rudolph rudy rupert russ russell ryan saad sadiq sajid salman salvador sam sameh
    sami samir samuel scott sean sebastian serge sergei sergey sergio seth shah shahbaz shane shawn shimon
    shinzo sid sigmar silvio simon sonny spencer stan stanley stefan stephane stephen sterling steve steven
    stewart stu stuart subrahmanyam sven taro tayyip ted teodoro terry theo theodore thierry thomas thorsten
    tim timothy tobias toby todd tom tomas tomasz tommy tony travis trent trevor tucker tyler tyrone ulrich
    uri vaclav vernon victor viktor vince vincent vitali vitaliy vitaly vivek vladimir volodymyr vyacheslav
    wade wallace wally walter warren wayne wendell werner wes wilbur wilhelm will willem william willie
    winston wladimir wolfgang wopke xavier yair yannis yevgeny yitzhak yoav yossi yuri yury yusuf zach
    zachary zane zbigniew
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
