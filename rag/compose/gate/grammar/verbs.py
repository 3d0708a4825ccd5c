"""The verbs of news: irregular forms, and which base forms are verbs, and nouns as well."""

from __future__ import annotations

IRREGULAR = """
arise arose arisen
awake awoke awoken
bear bore borne
bear bore born
beat beat beaten
become became become
begin began begun
bend bent bent
bet bet bet
bid bid bid
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
broadcast broadcast broadcast
build built built
burn burnt burnt
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fly flew flown
forbid forbade forbidden
forecast forecast forecast
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten
give gave given
go went gone
grow grew grown
hang hung hung
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
know knew known
lay laid laid
lead led led
learn learnt learnt
leave left left
lend lent lent
let let let
lie lay lain
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
mislead misled misled
overcome overcame overcome
overtake overtook overtaken
overthrow overthrew overthrown
pay paid paid
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shed shed shed
shoot shot shot
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
sleep slept slept
slide slid slid
speak spoke spoken
spend spent spent
spin spun spun
split split split
spread spread spread
stand stood stood
steal stole stolen
stick stuck stuck
strike struck struck
strive strove striven
swear swore sworn
sweep swept swept
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
undergo underwent undergone
undertake undertook undertaken
understand understood understood
upset upset upset
wake woke woken
wear wore worn
win won won
withdraw withdrew withdrawn
withhold withheld withheld
write wrote written
"""
VERBS = frozenset(
    """belong
    accept accuse achieve acquire acquit act add adjourn admit adopt advance affect agree aid aim allege allow amend
    announce answer apologise apologize appeal appear appoint approve argue arrest arrive ask assault attack attempt
    attend award back ban bar beat become begin believe block boost boycott break bring build burn buy call campaign
    cancel capture carry cause change charge chase claim clash clear climb close collapse collect collide come comment
    complain complete concede condemn confirm confront consider contain continue contribute convict cost count crash
    create criticise criticize cross cut damage deal debate decide declare decline defeat defend delay demand demolish
    deny deploy describe destroy detain develop die disappear discover discuss dismiss displace dispute divide donate
    double drop earn elect employ end endorse enter escape estimate evacuate examine exceed exclude expand expect
    expel explain explode export express extend face fail fall fear fight file find fine finish fire flee float flood
    fly follow force forecast form found free fund gain gather give go grant grow halt hand happen harm head hear help
    hire hit hold hope host hurt identify impose improve include increase indict inform injure insist inspect intend
    introduce invade invest investigate invite involve issue jail join keep kidnap kill know lack land last launch lay
    lead leave let lie lift limit list live lose lower maintain make march mark marry meet merge miss move murder name
    need nominate note obtain occupy offer open operate oppose order organise organize oust overturn own paint pass
    pay perform permit place plan play plead pledge postpone praise predict prepare present prevent produce promise
    promote propose prosecute protect protest prove provide publish pull punish push put quit raid raise reach reject
    receive recall recognise recognize recommend record recover recruit reduce refer refuse register release remain
    remove rename reopen repair repeat replace reply report request require rescue resign resist resolve respond
    restore restrict result resume retain retire return reveal review rise rob rule run sack save say score search
    secure see seek seize sell send sentence serve set settle share shed shell shoot show shut sign sink slide slow
    smuggle sponsor spread stab stage stall stand start state stay steal stop store strengthen strike struggle study
    submit succeed sue suffer suggest supply support surge surrender survive suspect suspend take target tell test
    think threaten topple track train transfer travel treat trigger try turn unveil urge use veto visit vote vow walk
    want warn watch weaken welcome widen win withdraw work worsen wound write abandon absorb accompany address adjust
    administer afford allocate alter analyse apply approach arrange assess assign assume attract avoid blame calculate
    celebrate challenge combine commit compare compete conduct connect consist construct consult convert convince
    correct dedicate define demonstrate depend design devote differ direct dominate draft ease eliminate emerge enable
    encourage encounter enforce engage enjoy ensure evolve exist explore feature finance focus govern guarantee guide
    handle highlight honour honor ignore imply inherit inspire install judge justify link lobby locate manage measure
    mention mobilise mobilize monitor negotiate notice observe oversee participate possess pour prefer preside process
    prohibit prompt pursue qualify question quote rank react realise realize reflect regard reform regulate reinforce
    relate rely remind represent resemble respect reverse risk roll scrap seal separate solve specify spur stress
    surround switch tackle tend transform underline unite update uphold upgrade view volunteer weigh
    """.split()
)
ALSO_NOUNS = frozenset(
    """aid aim answer appeal approach arrest assault attack attempt award ban bar beat bid block blame boost boycott
    break burn buy call campaign capture cause challenge change charge chase claim clash climb close comment conduct
    cost count crash cross cut damage deal debate decline defeat delay demand design dispute draft draw drive drop end
    escape estimate export face fall fear feature fight file finance find fine finish fire float flood fly focus force
    forecast form fund gain grant guarantee guide halt hand handle harm head help highlight hire hit hold honour honor
    host hurt increase issue jail judge keep kill lack land launch lay lead leave lift limit link list lobby march
    mark measure mention merge miss monitor move murder name need note notice offer open order paint pass pay permit
    place plan play pledge pour praise present process produce promise protest pull push question quote raid raise
    range rank reach read rebound recall record reform release report request rescue respect result return reverse
    review ride ring rise risk roll rule run sack save say score scrap search seal sentence set shake share shed shell
    shoot show shut sign slide slow split sponsor spread spur stab stage stall stand start state stay steal stop store
    stress strike struggle study supply support surge suspect sweep swing switch tackle take talk target tear tell
    test think throw track train transfer travel treat trigger try turn upset urge use veto view visit vote vow walk
    watch wear win wind work wound hope plead hide sink swim stick drink feed bet bend bite bind cast catch exit
    """.split()
)
