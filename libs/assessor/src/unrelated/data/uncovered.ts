import type { Genre, Words } from '../types';

type Told = Pick<Genre, 'subjects' | 'turns' | 'more'>;
const genre = (language: string, common: Words, told: Told): Genre => ({
  id: `uncovered-${language}`,
  topic: 'uncovered-language',
  language,
  casts: [common],
  ...told,
});
const WHO = 'Rubio|Witkoff|Trump|Vance|Kushner';

/** Languages the assessor does not read, some with letters of their own, some that look like others. */
export const UNCOVERED: readonly Genre[] = [
  genre(
    'pl',
    { kto: WHO, dzień: 'w poniedziałek|we wtorek|w środę|w czwartek|w piątek', ile: 'dwa|trzy|cztery' },
    {
      subjects: {
        gaza: { strony: 'Izraelem a Hamasem', gdzie: 'w Strefie Gazy' },
        kaszmir: { strony: 'Indiami a Pakistanem', gdzie: 'w Kaszmirze' },
        sudan: { strony: 'stronami wojny w Sudanie', gdzie: 'w Sudanie' },
      },
      turns: [
        {
          titles: [
            'USA kończą mediację między {strony}',
            '{kto} grozi końcem rozmów o pokoju {gdzie}',
            '{kto} zaprzecza: USA nie wycofują się z rozmów',
            'Stany Zjednoczone pozostają mediatorem między {strony}',
          ],
          leads: [
            'USA nie będą już pośredniczyć między {strony}, poinformowano {dzień}.',
            'Stanowisko Waszyngtonu w sprawie walk {gdzie} nie zmieniło się, powiedział {kto}.',
          ],
        },
      ],
      more: [
        'Rozmowy trwały {ile} godziny.',
        'Następnej rundy na razie nie zaplanowano.',
        'Obie strony obwiniają się nawzajem.',
      ],
    },
  ),
  genre(
    'it',
    { chi: WHO, giorno: 'lunedì|martedì|mercoledì|giovedì|venerdì', quante: 'due|tre|quattro' },
    {
      subjects: {
        gaza: { parti: 'Israele e Hamas', dove: 'a Gaza' },
        congo: { parti: 'Congo e Ruanda', dove: 'nel Kivu' },
        calcio: { parti: 'la Lega e i club', dove: 'nel calcio' },
      },
      turns: [
        {
          titles: [
            'Gli Stati Uniti non mediano più tra {parti}',
            '{chi} minaccia di lasciare il tavolo {dove}',
            '{chi} smentisce il ritiro dalla mediazione tra {parti}',
            'Sospesa la mediazione tra {parti}',
          ],
          leads: [
            'La mediazione tra {parti} è finita, ha detto {chi} {giorno}.',
            'La posizione americana sulla crisi {dove} non è cambiata, ha detto {chi}.',
          ],
        },
      ],
      more: [
        'Il negoziato è durato {quante} ore.',
        'Nessuna nuova data è stata fissata.',
        'Le parti si accusano a vicenda.',
      ],
    },
  ),
  genre(
    'pt',
    {
      quem: WHO,
      dia: 'na segunda-feira|na terça-feira|na quarta-feira|na sexta-feira',
      quantas: 'duas|três|quatro',
    },
    {
      subjects: {
        gaza: { partes: 'Israel e o Hamas', onde: 'em Gaza' },
        venezuela: { partes: 'a Venezuela e a Guiana', onde: 'no Essequibo' },
        greve: { partes: 'os professores e o governo', onde: 'nas escolas' },
      },
      turns: [
        {
          titles: [
            'Estados Unidos deixam de mediar entre {partes}',
            '{quem} ameaça abandonar a mesa sobre a crise {onde}',
            '{quem} nega o fim da mediação entre {partes}',
            'Mediação entre {partes} está suspensa',
          ],
          leads: [
            'A mediação entre {partes} terminou, disse {quem} {dia}.',
            'A posição sobre a crise {onde} não mudou, disse {quem}.',
          ],
        },
      ],
      more: ['A reunião durou {quantas} horas.', 'Não há nova data.', 'Cada lado culpa o outro.'],
    },
  ),
  genre(
    'nl',
    { wie: WHO, dag: 'maandag|dinsdag|woensdag|donderdag|vrijdag', aantal: 'twee|drie|vier' },
    {
      subjects: {
        gaza: { partijen: 'Israël en Hamas', waar: 'in Gaza' },
        soedan: { partijen: 'de generaals in Soedan', waar: 'in Soedan' },
        spoor: { partijen: 'de spoorwegen en de bonden', waar: 'bij het spoor' },
      },
      turns: [
        {
          titles: [
            'VS stoppen met bemiddeling tussen {partijen}',
            '{wie} dreigt gesprekken over het conflict {waar} te verlaten',
            '{wie} ontkent vertrek van bemiddelaars',
            'Bemiddeling tussen {partijen} opgeschort',
          ],
          leads: [
            'Er wordt niet langer bemiddeld tussen {partijen}, zei {wie} op {dag}.',
            'Het standpunt over het conflict {waar} is niet veranderd, aldus {wie}.',
          ],
        },
      ],
      more: [
        'De gesprekken duurden {aantal} uur.',
        'Er is geen nieuwe ronde gepland.',
        'Beide partijen geven elkaar de schuld.',
      ],
    },
  ),
  genre(
    'tr',
    { kim: WHO, gün: 'pazartesi|salı|çarşamba|perşembe|cuma', kaç: 'iki|üç|dört' },
    {
      subjects: {
        gazze: { taraflar: 'İsrail ile Hamas', yer: 'Gazze' },
        sudan: { taraflar: 'Sudan ordusu ile isyancılar', yer: 'Sudan' },
        kıbrıs: { taraflar: 'Kıbrıs’taki iki toplum', yer: 'Kıbrıs' },
      },
      turns: [
        {
          titles: [
            'ABD, {taraflar} arasındaki arabuluculuğu bırakıyor',
            '{kim}: {yer} görüşmelerinden çekilebiliriz',
            '{kim} {yer} haberini yalanladı',
            '{yer} görüşmeleri askıya alındı',
          ],
          leads: [
            'ABD artık {taraflar} arasında arabulucu değil, dedi {kim} {gün} günü.',
            '{yer} konusunda tutum değişmedi, dedi {kim}.',
          ],
        },
      ],
      more: ['Görüşme {kaç} saat sürdü.', 'Yeni bir tarih verilmedi.', 'Taraflar birbirini suçladı.'],
    },
  ),
  genre(
    'cs',
    { kdo: WHO, den: 'v pondělí|v úterý|ve středu|ve čtvrtek|v pátek', kolik: 'dvě|tři|čtyři' },
    {
      subjects: {
        gaza: { strany: 'Izraelem a Hamásem', kde: 'v Gaze' },
        kašmír: { strany: 'Indií a Pákistánem', kde: 'v Kašmíru' },
        dráha: { strany: 'dráhami a odbory', kde: 'na dráze' },
      },
      turns: [
        {
          titles: [
            'USA končí jako prostředník mezi {strany}',
            '{kdo} hrozí odchodem z jednání',
            '{kdo} popřel konec zprostředkování mezi {strany}',
            'Jednání o sporu {kde} přerušena',
          ],
          leads: [
            'Spojené státy už nebudou prostředníkem mezi {strany}, řekl {den} {kdo}.',
            'Postoj ke sporu {kde} se nezměnil, řekl {kdo}.',
          ],
        },
      ],
      more: ['Schůzka trvala {kolik} hodiny.', 'Nové kolo není v plánu.', 'Strany se obviňují navzájem.'],
    },
  ),
  genre(
    'ro',
    { cine: WHO, zi: 'luni|marți|miercuri|joi|vineri', câte: 'două|trei|patru' },
    {
      subjects: {
        gaza: { părți: 'Israel și Hamas', unde: 'în Gaza' },
        kosovo: { părți: 'Serbia și Kosovo', unde: 'în Kosovo' },
        mină: { părți: 'mineri și guvern', unde: 'la mină' },
      },
      turns: [
        {
          titles: [
            'SUA nu mai sunt mediator între {părți}',
            '{cine} amenință că părăsește discuțiile',
            '{cine} neagă retragerea din mediere',
            'Medierea între {părți} este suspendată',
          ],
          leads: [
            'Medierea între {părți} s-a încheiat, a spus {cine} {zi}.',
            'Poziția privind criza {unde} nu s-a schimbat, a spus {cine}.',
          ],
        },
      ],
      more: ['Discuția a durat {câte} ore.', 'Nu există o nouă dată.', 'Părțile se acuză reciproc.'],
    },
  ),
  genre(
    'sv',
    { vem: WHO, dag: 'måndagen|tisdagen|onsdagen|torsdagen|fredagen', antal: 'två|tre|fyra' },
    {
      subjects: {
        gaza: { parter: 'Israel och Hamas', var: 'i Gaza' },
        kongo: { parter: 'Kongo och Rwanda', var: 'i Kongo' },
        hamn: { parter: 'hamnarna och facket', var: 'i hamnarna' },
      },
      turns: [
        {
          titles: [
            'USA slutar medla mellan {parter}',
            '{vem} hotar att lämna samtalen om konflikten {var}',
            '{vem} förnekar att USA drar sig ur',
            'Medlingen mellan {parter} pausas',
          ],
          leads: [
            'Medlingen mellan {parter} är slut, sade {vem} på {dag}.',
            'Hållningen till konflikten {var} är oförändrad, sade {vem}.',
          ],
        },
      ],
      more: [
        'Mötet varade i {antal} timmar.',
        'Ingen ny runda är planerad.',
        'Parterna skyller på varandra.',
      ],
    },
  ),
  genre(
    'hu',
    { ki: WHO, nap: 'hétfőn|kedden|szerdán|csütörtökön|pénteken', hány: 'két|három|négy' },
    {
      subjects: {
        gáza: { felek: 'Izrael és a Hamász', hol: 'Gázában' },
        szudán: { felek: 'a szudáni felek', hol: 'Szudánban' },
        vasút: { felek: 'a vasút és a szakszervezet', hol: 'a vasútnál' },
      },
      turns: [
        {
          titles: [
            'Az USA nem közvetít tovább: {felek} magukra maradnak',
            '{ki} kilépéssel fenyeget a tárgyalásokon',
            '{ki} cáfolta a közvetítés végét',
            'Felfüggesztették a közvetítést {hol}',
          ],
          leads: [
            'Véget ért a közvetítés, {felek} nem jutottak egyezségre {nap}.',
            'Nem változott az álláspont a harcokról {hol}, mondta {ki}.',
          ],
        },
      ],
      more: ['A megbeszélés {hány} órán át tartott.', 'Új időpont nincs.', 'A felek egymást hibáztatják.'],
    },
  ),
  genre(
    'fi',
    {
      kuka: WHO,
      päivä: 'maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina',
      monta: 'kaksi|kolme|neljä',
    },
    {
      subjects: {
        gaza: { osapuolet: 'Israelin ja Hamasin', missä: 'Gazassa' },
        sudan: { osapuolet: 'Sudanin osapuolten', missä: 'Sudanissa' },
        satama: { osapuolet: 'satamien ja liiton', missä: 'satamissa' },
      },
      turns: [
        {
          titles: [
            'Välitystyö {osapuolet} kesken päättyi',
            '{kuka} uhkaa lähteä neuvotteluista',
            '{kuka} kiisti vetäytymisen',
            'Neuvottelut tilanteesta {missä} keskeytettiin',
          ],
          leads: [
            'Yhdysvallat ei enää toimi {osapuolet} välittäjänä, sanottiin {päivä}.',
            'Kanta tilanteeseen {missä} ei ole muuttunut, sanoi {kuka}.',
          ],
        },
      ],
      more: [
        'Tapaaminen kesti {monta} tuntia.',
        'Uutta kierrosta ei ole sovittu.',
        'Osapuolet syyttävät toisiaan.',
      ],
    },
  ),
  genre(
    'id',
    { siapa: WHO, hari: 'Senin|Selasa|Rabu|Kamis|Jumat', berapa: 'dua|tiga|empat' },
    {
      subjects: {
        gaza: { pihak: 'Israel dan Hamas', tempat: 'Gaza' },
        myanmar: { pihak: 'junta Myanmar dan pemberontak', tempat: 'Myanmar' },
        kamboja: { pihak: 'Thailand dan Kamboja', tempat: 'perbatasan' },
      },
      turns: [
        {
          titles: [
            'AS berhenti menjadi mediator antara {pihak}',
            '{siapa} mengancam keluar dari perundingan',
            '{siapa} membantah AS mundur',
            'Perundingan soal {tempat} ditunda',
          ],
          leads: [
            'AS tidak lagi menengahi {pihak}, kata {siapa} pada hari {hari}.',
            'Sikap soal {tempat} tidak berubah, kata {siapa}.',
          ],
        },
      ],
      more: [
        'Pertemuan berlangsung {berapa} jam.',
        'Belum ada jadwal baru.',
        'Kedua pihak saling menyalahkan.',
      ],
    },
  ),
  genre(
    'bg',
    {
      кой: 'Рубио|Уиткоф|Тръмп|Ванс',
      ден: 'в понеделник|във вторник|в сряда|в четвъртък|в петък',
      колко: 'два|три|четири',
    },
    {
      subjects: {
        газа: { страни: 'Израел и Хамас', къде: 'в Газа' },
        косово: { страни: 'Сърбия и Косово', къде: 'в Косово' },
        мина: { страни: 'миньорите и министъра', къде: 'в мината' },
      },
      turns: [
        {
          titles: [
            'САЩ вече няма да бъдат посредникът между {страни}',
            '{кой} заплаши, че разговорът между {страни} ще бъде последен',
            '{кой} отрече, че ролята на САЩ между {страни} приключва',
            'Спорът {къде}: посредникът прекъсна разговорите',
          ],
          leads: [
            'Посредникът между {страни} се отказа {ден}, след като разговорът не даде резултат.',
            'Позицията за събитията {къде} остава същата, каза {кой}, а диалогът продължава.',
          ],
        },
      ],
      more: ['Срещата продължи {колко} часа.', 'Нова дата няма.', 'Страните взаимно се обвиниха.'],
    },
  ),
  genre(
    'sr',
    {
      ко: 'Рубио|Виткоф|Трамп|Венс',
      дан: 'у понедељак|у уторак|у среду|у четвртак|у петак',
      колико: 'два|три|четири',
    },
    {
      subjects: {
        газа: { стране: 'Израела и Хамаса', где: 'у Гази' },
        косово: { стране: 'Београда и Приштине', где: 'на Косову' },
        судан: { стране: 'зараћених генерала', где: 'у Судану' },
      },
      turns: [
        {
          titles: [
            'САД више неће посредовати између {стране}',
            '{ко} прети повлачењем из преговора између {стране}',
            '{ко} демантовао крај посредовања између {стране}',
            'Преговори о миру {где} обустављени',
          ],
          leads: [
            'САД више нису посредник између {стране}, рекао је {ко} {дан}.',
            'Став о сукобу {где} није промењен, рекао је {ко}.',
          ],
        },
      ],
      more: [
        'Састанак је трајао {колико} сата.',
        'Нова рунда није заказана.',
        'Стране окривљују једна другу.',
      ],
    },
  ),
  genre(
    'el',
    {
      ποιος: 'Ρούμπιο|Γουίτκοφ|Τραμπ|Βανς',
      μέρα: 'τη Δευτέρα|την Τρίτη|την Τετάρτη|την Πέμπτη',
      πόσες: 'δύο|τρεις|τέσσερις',
    },
    {
      subjects: {
        γάζα: { μέρη: 'Ισραήλ και Χαμάς', πού: 'στη Γάζα' },
        κύπρος: { μέρη: 'των δύο κοινοτήτων', πού: 'στην Κύπρο' },
        λιβύη: { μέρη: 'Τρίπολης και Βεγγάζης', πού: 'στη Λιβύη' },
      },
      turns: [
        {
          titles: [
            'Οι ΗΠΑ παύουν να μεσολαβούν μεταξύ {μέρη}',
            '{ποιος}: μπορεί να αποχωρήσουμε από τις συνομιλίες',
            '{ποιος} διαψεύδει αποχώρηση των ΗΠΑ',
            'Σε αναστολή οι συνομιλίες για την κρίση {πού}',
          ],
          leads: [
            'Οι ΗΠΑ δεν είναι πλέον μεσολαβητής μεταξύ {μέρη}, ειπώθηκε {μέρα}.',
            'Η θέση για την κρίση {πού} δεν άλλαξε.',
          ],
        },
      ],
      more: ['Η συνάντηση κράτησε {πόσες} ώρες.', 'Δεν υπάρχει νέα ημερομηνία.'],
    },
  ),
  genre(
    'zh',
    { 谁: '鲁比奥|威特科夫|特朗普|万斯', 日: '星期一|星期二|星期三|星期四|星期五', 几: '两|三|四|五' },
    {
      subjects: {
        加沙: { 双方: '以色列和哈马斯', 地: '加沙' },
        泰柬: { 双方: '泰国和柬埔寨', 地: '边境' },
        苏丹: { 双方: '苏丹交战双方', 地: '苏丹' },
      },
      turns: [
        {
          titles: ['美国不再调停{双方}', '{谁}威胁退出{地}谈判', '{谁}否认美国退出调停', '{地}谈判暂停'],
          leads: ['{谁}{日}说,美国不再担任{双方}之间的调解人。', '{谁}表示,对{地}问题的立场没有改变。'],
        },
      ],
      more: ['会谈持续了{几}个小时。', '下一轮日期未定。', '双方互相指责。'],
    },
  ),
  genre(
    'ja',
    {
      誰: 'ルビオ氏|ウィトコフ氏|トランプ氏|バンス氏',
      曜: '月曜日|火曜日|水曜日|木曜日|金曜日',
      数: '二|三|四|五',
    },
    {
      subjects: {
        ガザ: { 双方: 'イスラエルとハマス', 地: 'ガザ' },
        カシミール: { 双方: 'インドとパキスタン', 地: 'カシミール' },
        鉄道: { 双方: '鉄道会社と労組', 地: '鉄道' },
      },
      turns: [
        {
          titles: [
            '{双方}の仲介を終了',
            '{誰}、{地}の協議から離脱も',
            '{誰}、仲介の中止を否定',
            '{地}をめぐる協議が中断',
          ],
          leads: [
            '{双方}の仲介はもう行わない、と{誰}が{曜}に述べた。',
            '{地}についての立場は変わらないと{誰}は述べた。',
          ],
        },
      ],
      more: ['会合は{数}時間続いた。', '次回の日程は決まっていない。'],
    },
  ),
  genre(
    'ar',
    { من: 'روبيو|ويتكوف|ترامب|فانس', يوم: 'الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة', كم: 'ثلاث|أربع|خمس' },
    {
      subjects: {
        غزة: { الطرفان: 'إسرائيل وحماس', أين: 'غزة' },
        السودان: { الطرفان: 'الجيش وقوات الدعم السريع', أين: 'السودان' },
        ليبيا: { الطرفان: 'طرابلس وبنغازي', أين: 'ليبيا' },
      },
      turns: [
        {
          titles: [
            'واشنطن تنهي وساطتها بين {الطرفان}',
            '{من} يهدد بالانسحاب من محادثات {أين}',
            '{من} ينفي انتهاء الوساطة في {أين}',
            'تعليق المحادثات حول {أين}',
          ],
          leads: [
            'قال {من} يوم {يوم} إن بلاده لم تعد وسيطا بين {الطرفان}.',
            'قال {من} إن الموقف من {أين} لم يتغير.',
          ],
        },
      ],
      more: ['استمر الاجتماع {كم} ساعات.', 'لم يحدد موعد جديد.'],
    },
  ),
];
