"""People and bands whom viewers ask for by name alone: directors, actors, comedians, singers, presenters."""

from prism_llm.understanding.utterance import plain

_NAMES = """
aamir khan|abbas kiarostami|abel gance|abhishek bachchan|achille lauro|adam driver|adam sandler|adel imam|
adele exarchopoulos|adele haenel|adolfo aristarain|adriano celentano|agnes jaoui|agnes varda|aishwarya rai|
aitana sanchez gijon|ajay devgn|aki kaurismaki|akira kurosawa|akshay kumar|al bano|al pacino|alain chabat|alain delon|
alain resnais|alain souchon|alan rickman|alastair sim|alba rohrwacher|albert dupontel|alberto angela|
alberto rodriguez|alberto sordi|aldo giovanni e giacomo|alec guinness|alejandro amenabar|alejandro gonzalez inarritu|
alejandro sanz|alessandro barbero|alessandro borghi|alessandro gassmann|alessandro siani|alex de la iglesia|
alexander skarsgard|alexandra lamy|alfonso cuaron|alfred hitchcock|alfredo landa|alice diop|alice rohrwacher|
allu arjun|alton brown|alvaro morte|amitabh bachchan|amy adams|amy poehler|amy schumer|ana de armas|andie macdowell|
andre rieu|andrea bocelli|andrea camilleri|andrea sawatzki|andreas dresen|andreas gabalier|andrei tarkovsky|
andreu buenafuente|andrew garfield|andrzej wajda|andy serkis|ang lee|angela lansbury|angelina jolie|anke engelke|
anna kendrick|anna magnani|anna maria muhe|anne hathaway|annette bening|annie cordy|annie girardot|ant and dec|
anthony bourdain|anthony hopkins|antoine de caunes|antonio albanese|antonio banderas|antonio de la torre|
anurag kashyap|anya taylor joy|armin rohde|arnold schwarzenegger|asghar farhadi|asif kapadia|audrey fleurot|
audrey hepburn|audrey tautou|ava duvernay|ava gardner|axel prahl|aya nakamura|ayushmann khurrana|barbara stanwyck|
barbra streisand|barry jenkins|barry keoghan|bastian pastewka|baz luhrmann|belen cuesta|belen rueda|ben affleck|
ben becker|ben stiller|ben whishaw|benedict cumberbatch|benicio del toro|benoit magimel|benoit poelvoorde|
bernard blier|bernardo bertolucci|berto romero|bertrand blier|bertrand tavernier|bette davis|bette midler|betty white|
bigas luna|bill murray|bill nighy|billie eilish|billy bob thornton|billy connolly|billy crystal|billy wilder|
bjarne madel|blake edwards|blake lively|blanca portillo|blanche gardin|bob dylan|bob hope|bob marley|boney m|
bong joon ho|bourvil|brad pitt|bradley cooper|brendan fraser|brendan gleeson|brian cox|brian de palma|brian eno|
brie larson|brigitte bardot|britney spears|bruce lee|bruce springsteen|bruce willis|bruno cremer|bruno ganz|
bryan cranston|bud spencer|bud spencer e terence hill|bud spencer und terence hill|buju banton|burghart klaussner|
burna boy|burt lancaster|burt reynolds|buster keaton|caetano veloso|cameron diaz|can yaman|candela pena|
candice bergen|cantinflas|carey mulligan|carice van houten|carl theodor dreyer|carla simon|carlo verdone|
carlos gardel|carlos saura|carlos vives|carmen machi|carmen maura|carmen miranda|carmen sevilla|carol burnett|
carolin kebekus|caroline link|caroline peters|cary grant|casey affleck|cate blanchett|catherine deneuve|
catherine frot|catherine o hara|catherine tate|catherine zeta jones|cecile de france|cecilia roth|cedric klapisch|
celia cruz|celine dion|celine sciamma|cesc gay|chadwick boseman|chantal akerman|charles aznavour|charles bronson|
charles laughton|charles trenet|charlie chaplin|charlie hubner|charlie kaufman|charlie sheen|charlize theron|
charlotte gainsbourg|charlotte rampling|charlton heston|charly garcia|charly hubner|chavela vargas|chayanne|
checco zalone|chloe zhao|chow yun fat|chris evans|chris hemsworth|chris pine|chris pratt|chris rock|chris tall|
christian bale|christian clavier|christian petzold|christian slater|christian ulmen|christiane horbiger|
christina ricci|christiane paul|christoph maria herbst|christoph schlingensief|christoph waltz|christopher eccleston|
christopher lee|christopher nolan|christopher reeve|christopher walken|chuck norris|ciaran hinds|cillian murphy|
clara lago|clark gable|claude berri|claude chabrol|claude francois|claude lelouch|claude sautet|claudia cardinale|
claudio baglioni|claudio bisio|claudio villa|clint eastwood|coen brothers|cold chisel|colin farrell|colin firth|
concha velasco|corinna harfouch|costa gavras|courteney cox|curd jurgens|cyril feraud|daisy ridley|dakota johnson|
damian alcazar|damian lewis|damian szifron|damien chazelle|dani rovira|daniel auteuil|daniel bruhl|daniel burman|
daniel craig|daniel day lewis|daniel kaluuya|daniel monzon|daniel radcliffe|danny boon|danny boyle|danny devito|
danny glover|dany boon|dario argento|dario fo|dave allen|dave chappelle|david attenborough|david bisbal|david bowie|
david broncano|david cronenberg|david duchovny|david fincher|david hasselhoff|david kross|david lean|david lynch|
david niven|david suchet|david tennant|david thewlis|david trueba|dean martin|deborah kerr|deborah mailman|demi moore|
denis arcand|denis menochet|denis podalydes|denis villeneuve|dennis hopper|dennis quaid|denys arcand|
denzel washington|dev anand|dev patel|diane keaton|diane kruger|diane lane|didi hallervorden|die arzte|
die toten hosen|diego luna|diego peretti|dieter hallervorden|dietmar bar|dilip kumar|dirk bogarde|dolly parton|
dolph lundgren|dominik graf|donald glover|donald sutherland|doris day|doris dorrie|douglas fairbanks|douglas sirk|
drew barrymore|dustin hoffman|dwayne johnson|dylan moran|ed harris|ed sheeran|eddie izzard|eddie murphy|
eddie redmayne|edgar reitz|edgar wallace|edgar wright|edith piaf|edoardo leo|eduard fernandez|eduardo de filippo|
edward g robinson|edward norton|edwige fenech|elena anaya|elena sofia ricci|elia kazan|elijah wood|elio germano|
elisabeth moss|elizabeth olsen|elizabeth taylor|ella fitzgerald|elle fanning|ellen degeneres|elliott gould|
elmer bernstein|elton john|elvis presley|elyas m barek|emanuele crialese|emilio estevez|emily blunt|emily watson|
emir kusturica|emma stone|emma suarez|emma thompson|emma watson|emmanuelle beart|emmanuelle devos|ennio morricone|
enrico brignano|ernest borgnine|ernst lubitsch|errol flynn|erwin pelzig|ester exposito|ethan hawke|ettore scola|
eugene levy|eugenio derbez|eva green|eva hache|eva longoria|eva mattes|eva mendes|eva wilma|ewan mcgregor|eyal golan|
ezra miller|fabian bielinsky|fabrice luchini|fanny ardant|fanny herrero|faten hamama|fatih akin|federico fellini|
federico luppi|fela kuti|felicity jones|ferdinand von schirach|fernanda montenegro|fernando fernan gomez|
fernando leon de aranoa|fernando meirelles|fernando trueba|ferzan ozpetek|ficarra e picone|fiorello|florence foresti|
florence pugh|florentino fernandez|florian david fitz|florian henckel von donnersmarck|florian silbereisen|
forest whitaker|frances mcdormand|francis ford coppola|francis veber|franck dubosc|franco battiato|franco e ciccio|
franco nero|francois cluzet|francois damiens|francois ozon|francois truffaut|frank capra|frank sinatra|frank zappa|
franka potente|frankie howerd|fred astaire|fred zinnemann|freddie mercury|frederick lau|frederick wiseman|
french and saunders|fritz lang|funke akindele|gabriele muccino|gabriele salvatores|gad elmaleh|gael garcia|
gael garcia bernal|gal gadot|gary cooper|gary oldman|gaspar noe|gaspard ulliel|geena davis|gene hackman|gene kelly|
gene wilder|genevieve nnaji|geoffrey rush|george clooney|george lucas|george michael|george miller|george romero|
george stevens|gerard butler|gerard depardieu|gerard jugnot|gerard philipe|gerhard polt|gian maria volonte|
gianni amelio|gianni morandi|gigi proietti|gilles lellouche|gillian anderson|gina lollobrigida|gina rodriguez|
ginger rogers|giovanni storti|giuseppe tornatore|glenda jackson|glenn close|glenn ford|gloria swanson|goldie hawn|
gong li|goran bregovic|gotz george|grace kelly|gregoire ludig|gregory peck|greta garbo|greta gerwig|guillaume canet|
guillaume gallienne|guillermo del toro|guillermo francella|gunther jauch|gus van sant|guy maddin|guy pearce|
guy ritchie|gwendoline christie|gwyneth paltrow|hagen rether|halle berry|hannah gadsby|hannah herzsprung|
hannelore elsner|hannelore hoger|hans moser|hans sollner|hans werner olm|hans zimmer|hansi hinterseer|hape kerkeling|
harrison ford|harry belafonte|harry dean stanton|harry styles|harvey keitel|hayao miyazaki|hazel brugger|heath ledger|
heidi bruhl|heike makatsch|heiner lauterbach|heino ferch|heinz erhardt|heinz ruhmann|helen hunt|helen mirren|
helena bonham carter|helene fischer|helge schneider|henri dutilleux|henri verneuil|henry cavill|henry fonda|
henry hubchen|herbert gronemeyer|herbert knaup|hilary swank|hildegard knef|hirokazu kore eda|hirokazu koreeda|
hiroshi teshigahara|holly hunter|howard hawks|hrithik roshan|hugh bonneville|hugh grant|hugh jackman|hugh laurie|
hugo egon balder|hugo silva|humphrey bogart|ian hart|ian mckellen|ian mcshane|iciar bollain|idris elba|iggy pop|
imanol arias|imelda staunton|ina garten|ingmar bergman|ingrid bergman|ingrid steeger|irina palm|iris berben|
isabel coixet|isabel pantoja|isabella ferrari|isabella rossellini|isabelle adjani|isabelle carre|isabelle huppert|
isabelle nanty|jack black|jack lemmon|jack nicholson|jackie chan|jacques audiard|jacques becker|jacques brel|
jacques demy|jacques dutronc|jacques rivette|jacques tati|jacques villeret|jafar panahi|jaime chavarri|
jake gyllenhaal|jamel debbouze|james cagney|james cameron|james coburn|james dean|james earl jones|james franco|
james gandolfini|james gunn|james ivory|james mason|james mcavoy|james stewart|james taylor|jamie foxx|
jamie lee curtis|jamie oliver|jan bohmermann|jan fedder|jan josef liefers|jane austen|jane birkin|jane campion|
jane fonda|janet jackson|jasmin tabatabai|jasmine trinca|jason bateman|jason momoa|jason statham|jason sudeikis|
javier bardem|javier camara|javier fesser|javier gutierrez|jean claude van damme|jean cocteau|jean dujardin|
jean ferrat|jean gabin|jean harlow|jean jacques annaud|jean jacques goldman|jean lefebvre|jean louis trintignant|
jean luc godard|jean marais|jean michel jarre|jean paul belmondo|jean paul rappeneau|jean paul rouve|
jean pierre bacri|jean pierre darroussin|jean pierre jeunet|jean pierre leaud|jean pierre melville|jean pierre mocky|
jean reno|jean renoir|jean rochefort|jean vigo|jean yanne|jeanne moreau|jeff bridges|jeff goldblum|jella haase|
jennifer aniston|jennifer connelly|jennifer coolidge|jennifer lawrence|jennifer lopez|jeremy clarkson|jeremy irons|
jeremy renner|jerry lewis|jerry seinfeld|jesse eisenberg|jesse plemons|jessica alba|jessica chastain|jessica lange|
jessie buckley|jet li|jim broadbent|jim carrey|jim henson|jim jarmusch|jim parsons|jimi hendrix|jimmy carr|
jimmy stewart|joachim fuchsberger|joachim krol|joachim trier|joan crawford|joan fontaine|joan manuel serrat|
joan rivers|joan sutherland|joanna lumley|joaquin phoenix|joaquin sabina|jodie comer|jodie foster|joe pesci|joel coen|
john belushi|john boyega|john candy|john carpenter|john cassavetes|john cena|john cleese|john coltrane|john ford|
john goodman|john hurt|john huston|john krasinski|john landis|john lennon|john malkovich|john mulaney|john nettles|
john oliver|john thaw|john travolta|john turturro|john waters|john wayne|john williams|john woo|johnny cash|
johnny depp|johnny hallyday|jonah hill|jonathan glazer|jordan peele|jordi evole|jorge drexler|jose coronado|
jose feliciano|jose mota|jose sacristan|josef hader|joseph fiennes|joseph gordon levitt|josephine baker|
josephine japy|josh brolin|josh o connor|josiane balasko|juan antonio bayona|juan diego botto|juan gabriel|
juan jose campanella|juan luis guerra|juanes|judd apatow|jude law|judi dench|judy garland|julia child|julia jentsch|
julia louis dreyfus|julia ormond|julia roberts|julia stiles|julian fellowes|julian lopez|julian schnabel|
julianne moore|julie andrews|julie christie|julie delpy|julie walters|julieta serrano|juliette binoche|julio medem|
jurgen drews|jurgen prochnow|jurgen vogel|justin bieber|justin timberlake|justine triet|kad merad|kajol devgan|
kamal haasan|kangana ranaut|kapil sharma|kareena kapoor|karim ainouz|karl markovics|karl valentin|karol g|
karoline herfurth|karra elejalde|kate beckinsale|kate bush|kate hudson|kate mckinnon|kate winslet|katharina thalbach|
katharina wackernagel|katharine hepburn|katherine ryan|kathryn bigelow|kathy bates|katja riemann|katrin bauerfeind|
katrina kaif|katy perry|kaya yanar|keanu reeves|keira knightley|ken burns|ken loach|ken russell|ken stott|
kendrick lamar|kenneth branagh|kenneth williams|kery james|kevin bacon|kevin costner|kevin hart|kevin james|
kevin kline|kevin smith|kida khodr ramadan|kim basinger|kim ki duk|kim rossi stuart|king vidor|kirk douglas|
kirsten dunst|kishore kumar|klaus kinski|klaus maria brandauer|koffi olomide|konstantin wecker|kristen bell|
kristen stewart|kristen wiig|krister henriksson|kristin scott thomas|krzysztof kieslowski|kunle afolayan|kurt cobain|
kurt kromer|kurt russell|kylie minogue|lady gaga|laetitia casta|laetitia dosch|lana turner|lars eidinger|
lars von trier|lata mangeshkar|laura dern|laura linney|laura pausini|laurel and hardy|laurel et hardy|lauren bacall|
laurence fishburne|laurence olivier|laurent cantet|laurent lafitte|laurent ruquier|lea drucker|lea seydoux|
leander haussmann|lee marvin|lee van cleef|lena dunham|lena headey|lenny henry|lenny kravitz|leo harlem|leo mckern|
leon schuster|leonard cohen|leonard nimoy|leonardo dicaprio|leonardo pieraccioni|leonardo sbaraglia|leos carax|
les cowboys fringants|les luthiers|lesley manville|leslie caron|leslie nielsen|liam neeson|lily james|lina morgan|
lina wertmuller|lino banfi|lino ventura|lisandro alonso|liv tyler|liv ullmann|liza minnelli|lola flores|lon chaney|
lone scherfig|loretta goggi|los panchos|louane emera|louis armstrong|louis de funes|louis malle|louis theroux|
luc besson|luca argentero|luca guadagnino|luca marinelli|luca zingaretti|luchino visconti|luciana littizzetto|
luciano ligabue|luciano pavarotti|lucille ball|lucio battisti|lucio dalla|lucrecia martel|ludivine sagnier|
luis bunuel|luis garcia berlanga|luis piedrahita|luis tosar|luis trenker|luis zahera|lukas dhont|luke evans|
lupita nyong o|mads mikkelsen|mae west|maggie cheung|maggie gyllenhaal|maggie smith|magic system|mahershala ali|
malcolm mcdowell|mani ratnam|manoel de oliveira|manoj bajpayee|manu chao|manu dibango|marc anthony|marc uwe kling|
marcel carne|marcel pagnol|marcello mastroianni|marco bellocchio|marco ferreri|marco giallini|marco paolini|
marco tullio giordana|maren ade|margaret rutherford|margarethe von trotta|margherita buy|margot robbie|maria felix|
maria furtwangler|maria schrader|mariah carey|maribel verdu|marie bunel|marie kondo|marilyn monroe|marina fois|
marina hands|mario adorf|mario barth|mario bava|mario camus|mario casas|mario martone|mario monicelli|
marion cotillard|marion davies|marisa paredes|marisa tomei|mark hamill|mark ruffalo|mark rylance|mark wahlberg|
marlene dietrich|marlon brando|marta etura|martin brambach|martin campbell|martin clunes|martin freeman|
martin mcdonagh|martin scorsese|martin sheen|martin short|martina gedeck|martina hill|mary berry|massimo boldi|
massimo ranieri|massimo troisi|mathieu amalric|mathieu kassovitz|mati diop|matt damon|matt dillon|matt smith|
matteo garrone|matthew mcconaughey|matthias brandt|matthias schweighofer|matthieu delaporte|maureen o hara|
max giermann|max ophuls|max raabe|max von sydow|maxi schafroth|maya hawke|medi sadoun|meg ryan|megan fox|
megan montaner|mel brooks|mel gibson|melanie laurent|melissa mccarthy|mercedes sosa|meryl streep|mia farrow|
mia wasikowska|michael bay|michael caine|michael cera|michael curtiz|michael douglas|michael fassbender|
michael haneke|michael herbig|michael jackson|michael keaton|michael mann|michael mittermeier|michael moore|
michael palin|michael portillo|michael powell|michael shannon|michael sheen|michaela coel|michel blanc|michel bouquet|
michel cote|michel drucker|michel galabru|michel gondry|michel hazanavicius|michel piccoli|michel sardou|
michel serrault|michelangelo antonioni|michele morgan|michele placido|michelle pfeiffer|michelle rodriguez|
michelle williams|michelle yeoh|mick jagger|mickey rourke|miguel angel silvestre|miguel bose|miguel herran|
mike bongiorno|mike leigh|mike myers|mike nichols|mila kunis|miles davis|miley cyrus|milla jovovich|milos forman|
miou miou|mira nair|miriam makeba|mirtha legrand|misel maticevic|mithun chakraborty|mo gilligan|monica bellucci|
monica vitti|monika gruber|montxo armendariz|monty don|morgan freeman|moritz bleibtreu|muriel robin|mylene demongeot|
mylene farmer|nacho vigalondo|najwa nimri|nana mouskouri|nanni moretti|naomi campbell|naomi watts|naseeruddin shah|
nastassja kinski|natalia de molina|natalia oreiro|natalie portman|natalie wood|nathalie baye|neil jordan|
neil patrick harris|neil young|nicholas ray|nicholas winton|nick cave|nick frost|nick nolte|nick park|nicolas cage|
nicolas roeg|nicole garcia|nicole kidman|niels arestrup|nigel havers|nina hagen|nina hoss|nina simone|nino d angelo|
nino frassica|nino manfredi|nora fingscheidt|nora tschirner|norah jones|norma aleandro|norman wisdom|
nuri bilge ceylan|octavia spencer|oliver hardy|oliver hirschbiegel|oliver kalkofe|oliver masucci|oliver pocher|
oliver stone|olivia colman|olivia de havilland|olivia hussey|olivia newton john|olivier assayas|olivier dahan|
olivier nakache|omar sharif|omar sy|oprah winfrey|ornella muti|ornella vanoni|orson welles|oscar isaac|oscar martinez|
otto preminger|otto waalkes|oum kalthoum|ousmane sembene|owen wilson|ozzy osbourne|paco de lucia|paco leon|
paco martinez soria|paddy considine|pal sverre hagen|paloma san basilio|paola cortellesi|paola minaccioni|paolo conte|
paolo genovese|paolo sorrentino|paolo taviani|paolo villaggio|paolo virzi|park chan wook|pascale ferran|
pasquale squitieri|patrice chereau|patrice leconte|patricia arquette|patrick bruel|patrick dewaere|patrick huard|
patrick stewart|patrick swayze|patti smith|paul bettany|paul dano|paul giamatti|paul greengrass|paul mccartney|
paul merton|paul mescal|paul newman|paul rudd|paul schrader|paul simon|paul thomas anderson|paul verhoeven|paula beer|
paula echevarria|paulina rubio|paz vega|pedro almodovar|pedro infante|pedro pascal|penelope cruz|pepa flores|
pepe isbert|peppe barra|peter alexander|peter bogdanovich|peter capaldi|peter dinklage|peter falk|peter fonda|
peter greenaway|peter jackson|peter kay|peter lohmeyer|peter lorre|peter lustig|peter o toole|peter sellers|
peter simonischek|peter ustinov|peter weir|philip glass|philip seymour hoffman|philippe lacheau|philippe noiret|
philippe torreton|phoebe waller bridge|pierce brosnan|pierfrancesco favino|piero angela|pierre arditi|pierre brasseur|
pierre brice|pierre desproges|pierre niney|pierre palmade|pierre richard|pieter dirk uys|pietro castellitto|
pietro germi|pilar lopez de ayala|pink floyd|pino daniele|priyanka chopra|quartetto cetra|quentin dupieux|
quentin tarantino|quim gutierrez|rachel mcadams|rachel weisz|raffaella carra|rainer bock|rainer werner fassbinder|
rainhard fendrich|raj kapoor|rajesh khanna|ralph fiennes|ranbir kapoor|ranveer singh|raoul bova|raphael quenard|
raquel welch|ray charles|ray liotta|raymond devos|rebel wilson|reda kateb|reese witherspoon|renate reinsve|
renato carosone|renato pozzetto|renee zellweger|rhod gilbert|ricardo darin|ricardo montaner|richard attenborough|
richard burton|richard curtis|richard dreyfuss|richard e grant|richard gere|richard harris|richard linklater|
richard osman|richard pryor|ricky gervais|ridley scott|rita hayworth|rita moreno|rita pavone|river phoenix|roald dahl|
rob brydon|robbie coltrane|robbie williams|robert altman|robert bresson|robert carlyle|robert de niro|
robert downey jr|robert duvall|robert eggers|robert mitchum|robert pattinson|robert redford|robert stadlober|
robert zemeckis|roberto benigni|roberto rossellini|robin williams|robin wright|rocio durcal|rocio jurado|
rodrigo sorogoyen|roger deakins|roger moore|roger vadim|roland emmerich|rolf zuckowski|romain duris|roman polanski|
romeo elvis|romy schneider|ron howard|ron perlman|ronnie barker|ronnie corbett|rooney mara|rosalind russell|
rosamund pike|rose byrne|rosi mittermaier|rossy de palma|rosy de palma|rowan atkinson|roy andersson|roy black|
roy scheider|ruben ostlund|rufus sewell|rupert everett|rupert grint|russell brand|russell crowe|ruth negga|
ryan coogler|ryan gosling|ryan reynolds|ryuichi sakamoto|sabine azema|sabrina ferilli|sally field|sally hawkins|
sally wainwright|salma hayek|salman khan|sam cooke|sam mendes|sam neill|sam peckinpah|sam raimi|sam rockwell|
sam worthington|samantha morton|samuel l jackson|samuel maoz|sandra bullock|sandra huller|sandra milo|sandra oh|
sanjay dutt|sanjay leela bhansali|santiago segura|saoirse ronan|sara baras|sara montiel|sarah jessica parker|
sarah lancashire|sarah michelle gellar|sarah millican|sarah paulson|sarah silverman|satyajit ray|scarlett johansson|
sean bean|sean connery|sean penn|sebastian koch|sebastian schipper|senta berger|serge gainsbourg|sergei eisenstein|
sergio castellitto|sergio corbucci|sergio leone|seth macfarlane|seth rogen|shabana azmi|shah rukh|shah rukh khan|
shahid kapoor|shane meadows|shania twain|sharon horgan|sharon stone|shelley winters|shia labeouf|shirley maclaine|
shirley temple|shohei imamura|shonda rhimes|sidney lumet|sidney poitier|sigourney weaver|silvana mangano|
silvio orlando|silvio rodriguez|silvio soldini|simon amstell|simon pegg|simone signoret|simone thomalla|simu liu|
sissy spacek|snoop dogg|soda stereo|sofia coppola|sofia loren|sofia vergara|sonja gerhardt|sonja ziemann|sophia loren|
sophie marceau|spencer tracy|spike jonze|spike lee|spike milligan|stan laurel|stanley donen|stanley kramer|
stanley kubrick|stanley tucci|stanlio e ollio|stefan raab|stefania sandrelli|stefano accorsi|stellan skarsgard|
stephane audran|stephane brize|stephen chow|stephen frears|stephen fry|stephen king|steve buscemi|steve carell|
steve coogan|steve martin|steve mcqueen|steven seagal|steven soderbergh|steven spielberg|stevie wonder|stewart lee|
studio ghibli|sun ra|susan hayward|susan sarandon|susanne bier|sylvester stallone|sylvie testud|taika waititi|
takeshi kitano|taraji p henson|taylor swift|terence hill|terence malick|teresa teng|terrence malick|terry gilliam|
terry jones|terry pratchett|tessa thompson|thalia|the beatles|the dubliners|the rolling stones|thelma ritter|
theo angelopoulos|thierry ardisson|thierry lhermitte|thomas gottschalk|thomas heinze|thomas ngijol|thomas vinterberg|
tiken jah fakoly|til schweiger|tilda swinton|tilo jung|tim burton|tim curry|tim robbins|tim roth|timothee chalamet|
timothy spall|tin tan|tina fey|tina turner|tino rossi|tippi hedren|toby jones|todd haynes|tom baker|tom courtenay|
tom cruise|tom gerhardt|tom hanks|tom hardy|tom hiddleston|tom holland|tom hollander|tom hooper|tom petty|tom selleck|
tom tykwer|tom waits|tom wilkinson|tomas gutierrez alea|tomas milian|tommy cooper|tommy lee jones|toni collette|
toni servillo|tony curtis|tony leung|tony scott|toshiro mifune|toto e peppino|tracey ullman|trevor noah|trine dyrholm|
tyler perry|udo jurgens|udo kier|udo lindenberg|udo samel|ugo tognazzi|uli edel|ulrich muhe|ulrich seidl|ulrich tukur|
ulrike folkerts|uma thurman|umm kulthum|urban priol|urs meier|ursula andress|ursula corbero|val kilmer|
valeria bruni tedeschi|valeria golino|valeria solarino|valerie donzelli|valerie lemercier|valerie mairesse|
vanessa incontrada|vanessa kirby|vanessa paradis|vanessa redgrave|vasco rossi|vera farmiga|vic reeves|
vicente fernandez|vicky krieps|vicky leandros|victor sjostrom|victoria abril|victoria wood|vidya balan|
viggo mortensen|vin diesel|vince vaughn|vincent cassel|vincent lindon|vincent price|vincente minnelli|
vinicio marchioni|viola davis|virginie efira|virna lisi|vittorio de sica|vittorio gassman|vivien leigh|volker bruch|
volker pispers|volker schlondorff|walter matthau|walter salles|walter sittler|warren beatty|warwick davis|
wentworth miller|werner herzog|wes anderson|wes craven|wesley snipes|whoopi goldberg|wigald boning|will ferrell|
will smith|willem dafoe|william holden|william hurt|william powell|william shatner|william wyler|willy millowitsch|
wilson gonzalez ochsenknecht|wim wenders|winona ryder|wolfgang becker|wolfgang petersen|wolfgang petry|wong kar wai|
woody allen|woody harrelson|xavier beauvois|xavier dolan|yann arthus bertrand|yann moix|yasujiro ozu|yorgos lanthimos|
youssef chahine|youssou n dour|youssou ndour|yul brynner|yvan attal|yves boisset|yves montand|zac efron|
zach galifianakis|zakir hussain|zarah leander|zhang yimou|zhang ziyi|zoe kravitz|zoe saldana|zooey deschanel
"""
_ALONE = """
abba|almodovar|amenabar|antonioni|attenborough|audiard|aznavour|bardot|beethoven|bellocchio|belmondo|benigni|berlanga|
bertolucci|besson|beyonce|bocelli|bohmermann|bourvil|brassens|bresson|bunuel|cantinflas|celentano|chabrol|chopin|
coldplay|cuaron|cumberbatch|de funes|de niro|depardieu|di caprio|dicaprio|dupieux|eastwood|fassbinder|fatih akin|
fellini|fernandel|fincher|gainsbourg|godard|gronemeyer|guadagnino|haneke|hitchcock|huppert|inarritu|kaurismaki|
kerkeling|kiarostami|kieslowski|kubrick|kurosawa|kusturica|lanthimos|lelouch|lubitsch|mastroianni|miyazaki|monicelli|
morricone|mozart|murnau|olmedo|ozpetek|pasolini|pavarotti|peckinpah|petzold|puccini|radiohead|rajinikanth|
rammstein|rihanna|rohmer|rossellini|schlondorff|schwarzenegger|schweighofer|scorsese|shakira|
shyamalan|sinatra|sorrentino|spielberg|stallone|stromae|tarantino|tarkovski|tarkovsky|tarkowski|tati|tavernier|
tchaikovsky|tornatore|truffaut|varda|villeneuve|virzi|visconti|vivaldi|wenders|zalone|zemeckis
"""
_FULL = frozenset(name for name in _NAMES.replace("\n", "").split("|") if " " in name)
_PEOPLE = frozenset(f"{_NAMES}|{_ALONE}".replace("\n", "").split("|")) - {""}
MOST_NAMES = max(name.count(" ") + 1 for name in _PEOPLE)
"""Words of the longest name."""


def is_well_known(name: str) -> bool:
    """Whether somebody whom everybody knows is called so, written in whatever way: "Bong Joon-ho", "Agnes Varda"."""
    return _key(name) in _PEOPLE


def is_full_name(name: str) -> bool:
    """The same by all names, and not by the last alone."""
    return _key(name) in _FULL


def _key(name: str) -> str:
    return " ".join(plain(name.casefold()).replace("-", " ").replace("'", " ").replace("’", " ").split())
