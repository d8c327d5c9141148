<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AlikeHint</name>
    <message>
        <source>Look at them</source>
        <translation>見てみる</translation>
    </message>
</context>
<context>
    <name>AnalysisContent</name>
    <message>
        <source>Print / PDF</source>
        <translation>印刷・PDF</translation>
    </message>
</context>
<context>
    <name>AnalysisHead</name>
    <message>
        <source>Customer analysis</source>
        <translation>顧客分析</translation>
    </message>
    <message>
        <source>Who carries the shop, who is new, and whom to speak to next.</source>
        <translation>お店を支える方、新しい方、次にお声がけする方を見つけます。</translation>
    </message>
</context>
<context>
    <name>AnalysisPage</name>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excelブック (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, UTF-8 (*.csv)</source>
        <translation>CSV(UTF-8) (*.csv)</translation>
    </message>
    <message>
        <source>CSV, Shift_JIS (*.csv)</source>
        <translation>CSV(Shift_JIS) (*.csv)</translation>
    </message>
    <message>
        <source>Save the selection</source>
        <translation>選んだお客様の保存</translation>
    </message>
    <message>
        <source>The file is being written…</source>
        <translation>ファイルを書いています…</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Drawing, sharp at any size (*.svg)</source>
        <translation>拡大してもきれいな図 (*.svg)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>グラフを保存</translation>
    </message>
</context>
<context>
    <name>ApproachForm</name>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>What was said or sent</source>
        <translation>話したこと、送ったもの</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>ApproachPanel</name>
    <message>
        <source>Take it back</source>
        <translation>この記録を取り消す</translation>
    </message>
</context>
<context>
    <name>AssessmentFiles</name>
    <message>
        <source>Save as Excel workbook</source>
        <translation>Excelに書き出す</translation>
    </message>
    <message>
        <source>Writing the workbook…</source>
        <translation>Excelに書き出しています…</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>JSONに書き出す</translation>
    </message>
    <message>
        <source>Read in an assessment</source>
        <translation>診断を読み込む</translation>
    </message>
</context>
<context>
    <name>AssessmentListView</name>
    <message>
        <source>CRM assessment</source>
        <translation>CRM診断</translation>
    </message>
    <message>
        <source>See how well your shop looks after its customers, and what to do next.</source>
        <translation>お客様を大切にする取り組みを33の設問で見直し、次の一歩を決めます。</translation>
    </message>
    <message>
        <source>New assessment</source>
        <translation>新しい診断</translation>
    </message>
    <message>
        <source>There is no assessment yet</source>
        <translation>まだ診断がありません</translation>
    </message>
    <message>
        <source>{day} · No. {n}</source>
        <translation>{day} ・ {n}回目</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More for {day}</source>
        <translation>{day}のその他の操作</translation>
    </message>
    <message>
        <source>Date and participants…</source>
        <translation>日付・参加者・次回の予定…</translation>
    </message>
    <message>
        <source>Print / PDF…</source>
        <translation>印刷・PDF…</translation>
    </message>
    <message>
        <source>Save as Excel workbook…</source>
        <translation>Excelに書き出す…</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>ほかのお店ファイル用に書き出す(JSON)…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除(元に戻せます)</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>Backups</source>
        <translation>バックアップと復元</translation>
    </message>
    <message>
        <source>Backups of your shop&apos;s file are made on this computer by themselves. Each is checked before it gets its name.</source>
        <translation>お店ファイルのバックアップは、このパソコンの中に自動で作られます。確かめてから名前が付きます。</translation>
    </message>
    <message>
        <source>Back up to a USB stick…</source>
        <translation>USBメモリーにもバックアップ…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップする</translation>
    </message>
    <message>
        <source>Personal data that you keep</source>
        <translation>お預かりしている情報</translation>
    </message>
    <message>
        <source>What was printed and exported…</source>
        <translation>印刷・書き出しの記録…</translation>
    </message>
    <message>
        <source>Backed up.</source>
        <translation>バックアップを作りました。</translation>
    </message>
    <message>
        <source>Choose a USB stick</source>
        <translation>USBメモリーを選ぶ</translation>
    </message>
    <message>
        <source>Go back to a backup</source>
        <translation>バックアップに戻す</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>この時点に戻す</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>バックアップしています…</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>バックアップは、まだありません。</translation>
    </message>
    <message>
        <source>When, and why</source>
        <translation>いつ、きっかけ</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>中身</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>中を見る</translation>
    </message>
    <message>
        <source>Go back to this…</source>
        <translation>この時点に戻す…</translation>
    </message>
</context>
<context>
    <name>Badges</name>
    <message>
        <source>{late} late, {today} due today</source>
        <translation>遅れ {late}、今日 {today}</translation>
    </message>
    <message>
        <source>Cases: {overdue} overdue, {today} due today</source>
        <translation>対応: 期限切れ {overdue}件、今日まで {today}件</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Back to the shop&apos;s file</source>
        <translation>お店のファイルに戻る</translation>
    </message>
    <message>
        <source>This desk lies in a folder that is synchronised with other computers. That can damage it.</source>
        <translation>このお店ファイルは、ほかのパソコンと同期されるフォルダーにあります。同期の途中でファイルが壊れることがあります。</translation>
    </message>
    <message>
        <source>Move it to a safe place</source>
        <translation>安全な場所へ移す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>BegunNotice</name>
    <message>
        <source>To take it back: Edit → Undo.</source>
        <translation>取り消すときは「編集」→「元に戻す」。</translation>
    </message>
</context>
<context>
    <name>Buckets</name>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{words} (bought: {bought})</source>
        <translation>{words}(購入{bought})</translation>
    </message>
</context>
<context>
    <name>BuyerColumns</name>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>{cluster} (bought once)</source>
        <translation>{cluster} ※1回のみ</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Member ID</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>顧客層</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>累計購入回数</translation>
    </message>
    <message>
        <source>Total amount</source>
        <translation>累計購入金額</translation>
    </message>
    <message>
        <source>Recency</source>
        <translation>R値(日)</translation>
    </message>
    <message>
        <source>Tenure</source>
        <translation>在籍期間(日)</translation>
    </message>
    <message>
        <source>R ÷ interval</source>
        <translation>R値÷間隔</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>初回購入日</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>最終購入日</translation>
    </message>
    <message>
        <source>Subscribes</source>
        <translation>定期中</translation>
    </message>
</context>
<context>
    <name>BuyersCard</name>
    <message>
        <source>The people</source>
        <translation>お客様の一覧</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Post…</source>
        <translation>はがき・一覧…</translation>
    </message>
    <message>
        <source>Leave out of the figures</source>
        <translation>集計から除く</translation>
    </message>
</context>
<context>
    <name>CallerList</name>
    <message>
        <source>Who may be calling</source>
        <translation>お電話の方の候補</translation>
    </message>
</context>
<context>
    <name>CallerPicker</name>
    <message>
        <source>Who is calling</source>
        <translation>お電話の方</translation>
    </message>
    <message>
        <source>Part of the phone number, kana or member ID</source>
        <translation>電話番号の一部・カナ・会員番号</translation>
    </message>
    <message>
        <source>Not to be contacted</source>
        <translation>連絡不可</translation>
    </message>
</context>
<context>
    <name>CaseClosing</name>
    <message>
        <source>Close the case…</source>
        <translation>済みにする…</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>どうしたか</translation>
    </message>
    <message>
        <source>Such as: sent a replacement and apologised</source>
        <translation>例: 交換品をお送りし、お詫びのお電話をした</translation>
    </message>
    <message>
        <source>Cost (optional)</source>
        <translation>かかった金額(なくてもよい)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>済みにする</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>もう一度開く</translation>
    </message>
</context>
<context>
    <name>CaseFacts</name>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>注文</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>(決めない)</translation>
    </message>
</context>
<context>
    <name>CaseLines</name>
    <message>
        <source>Add a line</source>
        <translation>追記</translation>
    </message>
    <message>
        <source>Add what happened since</source>
        <translation>その後のことを追記</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>CaseListView</name>
    <message>
        <source>Cases</source>
        <translation>対応</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>← Back to the list</source>
        <translation>← 一覧に戻る</translation>
    </message>
    <message>
        <source>Needs an answer</source>
        <translation>要対応にする</translation>
    </message>
</context>
<context>
    <name>CasePerson</name>
    <message>
        <source>See the customer</source>
        <translation>お客様を見る</translation>
    </message>
    <message>
        <source>Find the customer</source>
        <translation>お客様を探す</translation>
    </message>
    <message>
        <source>Whose is it? Name, phone or member number</source>
        <translation>どなたの記録ですか? お名前・電話番号・会員番号</translation>
    </message>
    <message>
        <source>Link to {name}, who has this number</source>
        <translation>同じ番号の {name} 様の記録にする</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>見つかりませんでした</translation>
    </message>
</context>
<context>
    <name>CasesView</name>
    <message>
        <source>Cases</source>
        <translation>対応</translation>
    </message>
    <message>
        <source>Inquiries and complaints that wait for an answer, and what became of them.</source>
        <translation>お返事を待っているお問い合わせやクレームと、その結果です。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Write a phone note (Ctrl+K)</source>
        <translation>電話メモを書く (Ctrl+K)</translation>
    </message>
    <message>
        <source>No inquiries or complaints yet</source>
        <translation>お問い合わせやクレームの記録はまだありません</translation>
    </message>
    <message>
        <source>Inquiries and complaints that you write down are listed here. A note takes ten seconds, while you are on the phone.</source>
        <translation>お問い合わせやクレームを残すと、ここに並びます。電話中に10秒で書けます</translation>
    </message>
</context>
<context>
    <name>CategoryTabs</name>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
</context>
<context>
    <name>CellCard</name>
    <message>
        <source>Template of this cell</source>
        <translation>この欄のひな型</translation>
    </message>
    <message>
        <source>Change this template</source>
        <translation>このひな型を直す</translation>
    </message>
    <message>
        <source>Plans for these people</source>
        <translation>この方々の計画を作る</translation>
    </message>
    <message>
        <source>{n} people stand here today; {late} of them have passed their own usual moment, {plans} have an open plan.</source>
        <translation>いまこの欄には{n}名。そのうち、いつもの購入間隔を過ぎた方は{late}名、計画が進行中の方は{plans}名です。</translation>
    </message>
    <message>
        <source>None: the yearly letter only</source>
        <translation>なし(年1回の一斉案内だけ)</translation>
    </message>
    <message>
        <source>More than {n} people: begin with this month&apos;s start instead.</source>
        <translation>{n}名を超えるため、「今月のフォローを始める」からお進みください。</translation>
    </message>
    <message>
        <source>after {n} days</source>
        <translation>開始から{n}日後</translation>
    </message>
    <message>
        <source>{number}. {when}: {way}, {purpose}</source>
        <translation>{number}回目 {when}: {way} 「{purpose}」</translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>Compared with</source>
        <translation>比べる診断</translation>
    </message>
    <message>
        <source>Earlier assessment to compare with</source>
        <translation>比べる前の診断</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>達成率</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変化</translation>
    </message>
</context>
<context>
    <name>ChartCards</name>
    <message>
        <source>See them</source>
        <translation>この方々を見る</translation>
    </message>
    <message>
        <source>More for {chart}</source>
        <translation>「{chart}」のメニュー</translation>
    </message>
    <message>
        <source>Save as a picture…</source>
        <translation>画像として保存…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>画像をコピー</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Other files</source>
        <translation>ほかのファイルにする</translation>
    </message>
    <message>
        <source>Bring it in</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列を選び直す</translation>
    </message>
    <message>
        <source>Bring it in without a backup</source>
        <translation>バックアップなしで取り込む</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Files: {n}</source>
        <translation>ファイル {n}件</translation>
    </message>
    <message>
        <source>Bring in {n} files</source>
        <translation>{n}件を取り込む</translation>
    </message>
    <message>
        <source>Give files of one shop always the same name here.</source>
        <translation>同じお店・同じカートのファイルは、いつも同じ名前にしてください。</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>取り込み元</translation>
    </message>
    <message>
        <source>Decided once; later imports follow it.</source>
        <translation>最初に一度だけ決めます。次からの取り込みも、これに合わせます。</translation>
    </message>
    <message>
        <source>Amount that counts</source>
        <translation>集計に使う金額</translation>
    </message>
    <message>
        <source>There are amounts with decimals, which yen do not have: they are rounded.</source>
        <translation>小数のある金額が入っています。円に小数はないため、四捨五入して読みます。</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>通貨</translation>
    </message>
    <message>
        <source>Goods, after discounts and returns</source>
        <translation>商品の金額(値引き・返品のあと)</translation>
    </message>
    <message>
        <source>What was paid, shipping included</source>
        <translation>支払われた金額(送料を含む)</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>選んでください</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>年・月・日</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>月・日・年</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>日・月・年</translation>
    </message>
    <message>
        <source>“{value}” in “{column}” can be read in more than one way.</source>
        <translation>「{column}」の「{value}」は、何通りかに読めます。書かれている順を選んでください。</translation>
    </message>
    <message>
        <source>Order in dates</source>
        <translation>日付の順</translation>
    </message>
    <message>
        <source>What the first rows become</source>
        <translation>はじめの行は、このように読みます</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>ファイルの列</translation>
    </message>
    <message>
        <source>Row {n}</source>
        <translation>{n}行目</translation>
    </message>
</context>
<context>
    <name>ColumnTable</name>
    <message>
        <source>The rows are being copied…</source>
        <translation>行をコピーしています…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>表示する列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>最初の状態に戻す</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;New desk…</source>
        <translation>新しいお店ファイル(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open a desk…</source>
        <translation>お店ファイルを開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>複製を保存(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Backups…</source>
        <translation>バックアップと復元(&amp;B)…</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>サンプルを開く(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Print preview…</source>
        <translation>印刷プレビュー(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Blank assessment sheet…</source>
        <translation>手書き用の診断シート(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>切り取り(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find a customer…</source>
        <translation>お客様を探す(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a &amp;customer…</source>
        <translation>お客様を追加(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Home</source>
        <translation>ホーム(&amp;H)</translation>
    </message>
    <message>
        <source>CRM &amp;assessment</source>
        <translation>CRM診断(&amp;A)</translation>
    </message>
    <message>
        <source>Customer a&amp;nalysis</source>
        <translation>顧客分析(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Follow-up</source>
        <translation>フォロー(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Customers</source>
        <translation>顧客(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>大きく(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>小さく(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>標準の大きさ(&amp;N)</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>設定(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Phone note</source>
        <translation>電話メモを書く(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Bring in order files…</source>
        <translation>受注データを取り込む(&amp;B)…</translation>
    </message>
    <message>
        <source>Enter &amp;one order…</source>
        <translation>受注を1件入れる(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;New assessment…</source>
        <translation>新しい診断(&amp;N)…</translation>
    </message>
    <message>
        <source>Assessment as &amp;Excel workbook…</source>
        <translation>診断をExcelに書き出す(&amp;E)…</translation>
    </message>
    <message>
        <source>Assessment as &amp;JSON…</source>
        <translation>診断をほかのお店ファイル用に書き出す(JSON)(&amp;J)…</translation>
    </message>
    <message>
        <source>&amp;Read in an assessment (JSON)…</source>
        <translation>ほかのお店ファイルの診断を読み込む(JSON)(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>キーボード操作(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About CRM Desk</source>
        <translation>CRMデスクについて(&amp;A)</translation>
    </message>
    <message>
        <source>Open a desk</source>
        <translation>お店ファイルを開く</translation>
    </message>
    <message>
        <source>new-shop</source>
        <translation>新しいお店</translation>
    </message>
    <message>
        <source>New desk</source>
        <translation>新しいお店ファイル</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>複製を保存</translation>
    </message>
    <message>
        <source>Desk files (*{ending})</source>
        <translation>お店ファイル (*{ending})</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>キーボード操作</translation>
    </message>
    <message>
        <source>In the assessment
0 1 2 3: choose
↑ ↓: previous and next item
Ctrl+PgUp, Ctrl+PgDn: previous and next category
Tab: to evidence and note

In a date
2026/3/5, 20260305, R8.3.5: type it as you like
↑ ↓: a day, PgUp PgDn: a month, Ctrl+;: today
Alt+↓: calendar, Esc: as it was

Everywhere
Ctrl+Z, Ctrl+Shift+Z: undo and redo
Ctrl+K: phone note
Ctrl+F: find a customer
Ctrl+I: bring in order files
Ctrl+P: print preview
Ctrl++, Ctrl+-, Ctrl+0: larger, smaller, normal size
{first} to {last}: {pages}</source>
        <translation>診断で
0 1 2 3: 選ぶ
↑ ↓: 前の設問・次の設問
Ctrl+PgUp、Ctrl+PgDn: 前の分類・次の分類
Tab: 根拠・メモへ

日付で
2026/3/5、20260305、R8.3.5: どの書き方でも
↑ ↓: 1日ずつ、PgUp PgDn: 1か月ずつ、Ctrl+;: 今日
Alt+↓: カレンダー、Esc: 元の日付

どこでも
Ctrl+Z、Ctrl+Shift+Z: 元に戻す・やり直す
Ctrl+K: 電話メモ
Ctrl+F: お客様を探す
Ctrl+I: 受注データを取り込む
Ctrl+P: 印刷プレビュー
Ctrl++、Ctrl+-、Ctrl+0: 大きく・小さく・標準
{first}から{last}: {pages}</translation>
    </message>
    <message>
        <source>About CRM Desk</source>
        <translation>CRMデスクについて</translation>
    </message>
    <message>
        <source>CRM Desk {version}

For small shops, on one computer, without a network.
MIT licence. Fonts: BIZ UDPGothic and Noto Sans JP (SIL Open Font License).</source>
        <translation>CRMデスク {version}

小さな通販のお店のための、ネットワークを使わないプログラムです。
MITライセンス。書体: BIZ UDPゴシック、Noto Sans JP(SIL Open Font License)。</translation>
    </message>
</context>
<context>
    <name>ConsentFields</name>
    <message>
        <source>Others…</source>
        <translation>ほか…</translation>
    </message>
    <message>
        <source>Other media</source>
        <translation>ほかの媒体</translation>
    </message>
    <message>
        <source>No contact…</source>
        <translation>連絡不可…</translation>
    </message>
    <message>
        <source>Not to be contacted at all…</source>
        <translation>連絡不可にする…</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>連絡の承諾</translation>
    </message>
    <message>
        <source>Not to be contacted</source>
        <translation>連絡不可</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>{medium} {consent}</source>
        <translation>{medium} {consent}</translation>
    </message>
    <message>
        <source>{medium}: {consent}</source>
        <translation>{medium}: {consent}</translation>
    </message>
    <message>
        <source>Call nobody at this number</source>
        <translation>この番号にはどなたにも電話しない</translation>
    </message>
    <message>
        <source>Only leave out who refused</source>
        <translation>お断りの方だけ電話しない</translation>
    </message>
    <message>
        <source>{consent} ({origin})</source>
        <translation>{consent}({origin})</translation>
    </message>
</context>
<context>
    <name>ConsentForm</name>
    <message>
        <source>Contact as a whole</source>
        <translation>すべての連絡</translation>
    </message>
    <message>
        <source>Not to be contacted</source>
        <translation>連絡不可</translation>
    </message>
    <message>
        <source>Can be contacted</source>
        <translation>連絡してよい</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>どのように伺ったか</translation>
    </message>
    <message>
        <source>How it came: by telephone, in the shop…</source>
        <translation>例: お電話で、ご来店の折に</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>As-of date</source>
        <translation>データ抽出日</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>最新の日に戻す</translation>
    </message>
    <message>
        <source>Thresholds…</source>
        <translation>基準…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>都度</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>定期</translation>
    </message>
</context>
<context>
    <name>CrashWindow</name>
    <message>
        <source>Something went wrong</source>
        <translation>うまくいきませんでした</translation>
    </message>
    <message>
        <source>CRM Desk made a mistake and could not finish the last step.

Your data are safe: every answer is saved as soon as it shows. You can go on; if it happens again, please start CRM Desk anew.

The report says where in the program it happened. It holds no customer data.</source>
        <translation>CRMデスクの不具合で、直前の操作を終えられませんでした。

データは無事です。回答は、画面に出たときにはもう保存されています。このまま続けられます。同じことが起きたら、CRMデスクを開き直してください。

報告には、プログラムのどこで起きたかだけが書かれます。お客様の情報は入りません。</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>報告を保存…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>報告を保存</translation>
    </message>
</context>
<context>
    <name>CustomerActions</name>
    <message>
        <source>Enter an order…</source>
        <translation>受注を入れる…</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>その他…</translation>
    </message>
    <message>
        <source>More about this customer</source>
        <translation>このお客様のその他の操作</translation>
    </message>
    <message>
        <source>Count in the figures again</source>
        <translation>集計に戻す</translation>
    </message>
    <message>
        <source>Leave out of the figures</source>
        <translation>集計から除く</translation>
    </message>
    <message>
        <source>Joined names and personal data</source>
        <translation>まとめた名義・個人情報へ</translation>
    </message>
    <message>
        <source>Personal data: show or erase</source>
        <translation>個人情報の開示・消去へ</translation>
    </message>
</context>
<context>
    <name>CustomerColumns</name>
    <message>
        <source>left out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>The shop’s own</source>
        <translation>お店の連絡先</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Member ID</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Post code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>購入回数</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最終購入</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>購入金額</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>初回購入</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>集計</translation>
    </message>
</context>
<context>
    <name>CustomerDetail</name>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>← All customers</source>
        <translation>← 顧客の一覧</translation>
    </message>
    <message>
        <source>Not to be contacted</source>
        <translation>連絡不可</translation>
    </message>
    <message>
        <source>Choose a customer to see the purchases.</source>
        <translation>お客様を選ぶと、購入の記録が見られます。</translation>
    </message>
    <message>
        <source>Left out of the figures</source>
        <translation>集計から除いています</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>紹介者</translation>
    </message>
    <message>
        <source>As the cart counts</source>
        <translation>カートでの累計</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>まとめた名義</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>分ける</translation>
    </message>
    <message>
        <source>Part {name}</source>
        <translation>{name}を分ける</translation>
    </message>
</context>
<context>
    <name>CustomerFields</name>
    <message>
        <source>Known customer</source>
        <translation>登録のあるお客様</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新しいお客様</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>お客様を探す</translation>
    </message>
    <message>
        <source>Name, reading, ID, e-mail or telephone</source>
        <translation>お名前・フリガナ・会員番号・メール・電話番号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Post code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
</context>
<context>
    <name>CustomerListView</name>
    <message>
        <source>Customers</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Enter one order…</source>
        <translation>受注を1件入れる…</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>その他…</translation>
    </message>
    <message>
        <source>Add a customer…</source>
        <translation>お客様を追加…</translation>
    </message>
    <message>
        <source>Post…</source>
        <translation>はがき・一覧…</translation>
    </message>
    <message>
        <source>Phone note  Ctrl+K</source>
        <translation>電話メモ  Ctrl+K</translation>
    </message>
    <message>
        <source>Phone note</source>
        <translation>電話メモ</translation>
    </message>
    <message>
        <source>More for customers</source>
        <translation>顧客のその他の操作</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>お客様を探す</translation>
    </message>
    <message>
        <source>Name, reading, ID, e-mail or telephone</source>
        <translation>お名前・フリガナ・会員番号・メール・電話番号</translation>
    </message>
    <message>
        <source>Try a part of the name, its reading, or the last digits of the telephone.</source>
        <translation>お名前の一部やフリガナ、電話番号の下4桁などでお試しください。</translation>
    </message>
    <message>
        <source>There are no customers yet</source>
        <translation>お客様はまだいません</translation>
    </message>
    <message>
        <source>Bring in the order file that your cart exports. Its customers and their purchases are then listed here, each one with a history.</source>
        <translation>カートから書き出した受注データを取り込むと、お客様がここに並び、お一人ずつの購入の記録が見られます。</translation>
    </message>
    <message>
        <source>Bring in orders</source>
        <translation>受注データを取り込む</translation>
    </message>
    <message>
        <source>Everyone who has bought, with all purchases.</source>
        <translation>お買い上げいただいた方と、その購入の記録です。</translation>
    </message>
</context>
<context>
    <name>CustomerMenu</name>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Enter an order…</source>
        <translation>受注を入れる…</translation>
    </message>
    <message>
        <source>Post…</source>
        <translation>はがき・一覧…</translation>
    </message>
    <message>
        <source>Leave out of the figures</source>
        <translation>集計から除く</translation>
    </message>
    <message>
        <source>Count in the figures again</source>
        <translation>集計に戻す</translation>
    </message>
    <message>
        <source>Take both for one person</source>
        <translation>2件を同じ方としてまとめる</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>対応</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Choose from a calendar</source>
        <translation>カレンダーから選ぶ</translation>
    </message>
    <message>
        <source>Choose from a calendar (Alt+↓)</source>
        <translation>カレンダーから選ぶ(Alt+↓)</translation>
    </message>
    <message>
        <source>Type a day, like {example}.</source>
        <translation>日付を入れてください(例: {example})。</translation>
    </message>
    <message>
        <source>This can&apos;t be read as a date. Type it like {example}.</source>
        <translation>日付として読めません。{example} のように入れてください。</translation>
    </message>
    <message>
        <source>There is no such day. Check the date.</source>
        <translation>暦にない日です。日付を確かめてください。</translation>
    </message>
    <message>
        <source>The era has no such day. Check it, or type the year like {example}.</source>
        <translation>その元号にない日です。確かめるか、{example} のように西暦で入れてください。</translation>
    </message>
    <message>
        <source>Type the year with four digits, like {example}.</source>
        <translation>年が決められません。{example} のように年を4桁で入れてください。</translation>
    </message>
    <message>
        <source>Type the year, too, like {example}.</source>
        <translation>年から入れてください(例: {example})。</translation>
    </message>
    <message>
        <source>Only days from {first} to {last} can be chosen here.</source>
        <translation>ここに入れられるのは {first} から {last} までです。</translation>
    </message>
</context>
<context>
    <name>DayChoice</name>
    <message>
        <source>As-of date</source>
        <translation>データ抽出日</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>DaysOff</name>
    <message>
        <source>Days off</source>
        <translation>お休みの日</translation>
    </message>
    <message>
        <source>Steps of new plans are dated on days on which you work. Plans that are made stay as they are.</source>
        <translation>新しい計画の予定日は、営業日になります。作ってある計画は変わりません。</translation>
    </message>
    <message>
        <source>Closed on {day}</source>
        <translation>{day}曜日はお休み</translation>
    </message>
    <message>
        <source>National holidays are days off, too</source>
        <translation>祝日もお休み</translation>
    </message>
</context>
<context>
    <name>DetailsForm</name>
    <message>
        <source>Date</source>
        <translation>実施日</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>For example: Sato, Takahashi, Yoshida</source>
        <translation>例: 佐藤、髙橋、吉田</translation>
    </message>
    <message>
        <source>Next assessment on</source>
        <translation>次回の診断</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>New assessment</source>
        <translation>新しい診断</translation>
    </message>
    <message>
        <source>33 items, about 40 minutes. You can stop at any time and go on later.</source>
        <translation>33問、40分ほどです。いつでも中断でき、続きから始められます。</translation>
    </message>
    <message>
        <source>Start with the first item</source>
        <translation>最初の設問を始める</translation>
    </message>
    <message>
        <source>Date and participants</source>
        <translation>診断の日付・参加者</translation>
    </message>
    <message>
        <source>What is said of the assessment as a whole.</source>
        <translation>診断全体について残しておくことです。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>The date is {day}. Is that right?</source>
        <translation>日付が{day}になっています。このままでよいか確かめてください。</translation>
    </message>
</context>
<context>
    <name>EditableFacts</name>
    <message>
        <source>+ {field}</source>
        <translation>＋ {field}</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Remove this record</source>
        <translation>この記録を削除</translation>
    </message>
    <message>
        <source>See the case</source>
        <translation>対応を見る</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>How it came in</source>
        <translation>受けた方法</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>お話の内容</translation>
    </message>
    <message>
        <source>Needs an answer</source>
        <translation>要対応</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase this person</source>
        <translation>この方の情報を消す</translation>
    </message>
    <message>
        <source>Make a backup first (this person will still be in it)</source>
        <translation>消す前にバックアップをとる(この方の情報が、そこに残ります)</translation>
    </message>
    <message>
        <source>Remove these files, too, and make one new backup</source>
        <translation>これらのファイルも消し、新しいバックアップをとる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消す</translation>
    </message>
</context>
<context>
    <name>ExportLog</name>
    <message>
        <source>Printed and exported</source>
        <translation>印刷・書き出しの記録</translation>
    </message>
    <message>
        <source>Whenever data of persons are printed or exported, it is noted here by itself.</source>
        <translation>お客様の情報を印刷したり書き出したりすると、ここに自動で記録されます。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Nothing has been printed or exported yet.</source>
        <translation>まだ何も印刷・書き出ししていません。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>どなたの</translation>
    </message>
    <message>
        <source>Only the newest are listed.</source>
        <translation>新しいものだけを載せています。</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>Click to change it</source>
        <translation>クリックして変更できます</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>ファイルの内容にする</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>このままにする</translation>
    </message>
</context>
<context>
    <name>FactTitles</name>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Shift+Enter begins a new line</source>
        <translation>改行は Shift+Enter</translation>
    </message>
    <message>
        <source>Several with a comma between</source>
        <translation>いくつかあるときは「、」で区切ります</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>Drop the cart&apos;s file anywhere in this window</source>
        <translation>カートから書き出したファイルを、この画面に入れてください</translation>
    </message>
    <message>
        <source>The file of orders that you download from your cart&apos;s admin page (CSV), or an Excel workbook of your own. Several at once if you like.</source>
        <translation>カートの管理画面からダウンロードした受注データ(CSV)か、お手元のExcelの表を、マウスでつかんでここに落とします。いくつか一度でもかまいません。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Read without any setting: Shopify, BASE, STORES, Color Me Shop, MakeShop, futureshop, EC-CUBE, Rakuten, Yahoo! Shopping, Amazon, Square, Smaregi, Next Engine. For any other table you say which column is what.</source>
        <translation>そのまま読めるもの: Shopify、BASE、STORES、カラーミーショップ、MakeShop、futureshop、EC-CUBE、楽天市場、Yahoo!ショッピング、Amazon、Square、スマレジ、ネクストエンジン。ほかの表は、どの列が何かを選べば読めます。</translation>
    </message>
    <message>
        <source>Looking at {file}…</source>
        <translation>「{file}」を見ています…</translation>
    </message>
    <message>
        <source>Order files ({endings})</source>
        <translation>受注データ ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Order files</source>
        <translation>受注データのファイル</translation>
    </message>
    <message>
        <source>Go on without this file</source>
        <translation>このファイルを除いて進む</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>ほかのファイルにする</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>この文字コードではありません</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>この文字コードで読む</translation>
    </message>
    <message>
        <source>Imports so far</source>
        <translation>これまでの取り込み</translation>
    </message>
    <message>
        <source>Rows not taken: {n}</source>
        <translation>読まなかった行: {n}</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>取り消す…</translation>
    </message>
    <message>
        <source>The orders and customers that this import brought go. What other imports brought stays, and the file can be brought in again.</source>
        <translation>この取り込みで入った受注とお客様がなくなります。ほかの取り込みの分は残ります。同じファイルは、また取り込めます。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>そのままにする</translation>
    </message>
</context>
<context>
    <name>FilterNotice</name>
    <message>
        <source>Show everything</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Filtered by: {filters}</source>
        <translation>絞り込み中: {filters}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Search plans</source>
        <translation>計画を探す</translation>
    </message>
    <message>
        <source>Name, ID or phone</source>
        <translation>お名前・番号・電話</translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation>すべての顧客層</translation>
    </message>
    <message>
        <source>All templates</source>
        <translation>すべてのひな型</translation>
    </message>
</context>
<context>
    <name>FirstRows</name>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n}回</translation>
    </message>
    <message>
        <source>R {n} days</source>
        <translation>R値 {n}日</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Name of your shop</source>
        <translation>お店の名前</translation>
    </message>
    <message>
        <source>Printed on every report</source>
        <translation>印刷物に入ります</translation>
    </message>
    <message>
        <source>How you reach your customers</source>
        <translation>お客様への連絡に使う媒体</translation>
    </message>
    <message>
        <source>Click what you use, the most usual first. Nothing else is offered then. You find this again in the settings.</source>
        <translation>よく使う順にクリックしてください。ほかの媒体は出なくなります。あとから「設定」で変えられます。</translation>
    </message>
    <message>
        <source>Start the CRM assessment</source>
        <translation>診断を始める</translation>
    </message>
    <message>
        <source>33 items, about 40 minutes. You see where the shop is strong, where it is weak, and what to do next.</source>
        <translation>33問、40分ほどです。お店の強みと弱点、次の一歩がわかります。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>Bring in order files</source>
        <translation>受注データを取り込む</translation>
    </message>
    <message>
        <source>The file that your cart exports, as it is. You see who your customers are and what they bought.</source>
        <translation>カートから書き出したファイルを、そのまま読み込みます。お客様と、買われたものがわかります。</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Try it on a sample</source>
        <translation>サンプルで試す</translation>
    </message>
    <message>
        <source>A tea shop with three years of orders and three assessments. It is made on the spot and can be thrown away at any time.</source>
        <translation>3年分の受注と3回の診断が入った、お茶屋さんのサンプルです。その場で作り、いつでも捨てられます。</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
</context>
<context>
    <name>FollowupPage</name>
    <message>
        <source>To do</source>
        <translation>やること</translation>
    </message>
    <message>
        <source>Start this month</source>
        <translation>今月のフォローを始める</translation>
    </message>
    <message>
        <source>Follow-up matrix</source>
        <translation>フォロー設計表</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
</context>
<context>
    <name>Followups</name>
    <message>
        <source>Follow-up</source>
        <translation>フォロー</translation>
    </message>
    <message>
        <source>Make a follow-up plan</source>
        <translation>フォロー計画を作る</translation>
    </message>
    <message>
        <source>Record an approach</source>
        <translation>アプローチを記録する</translation>
    </message>
    <message>
        <source>No open plan.</source>
        <translation>進行中の計画はありません。</translation>
    </message>
    <message>
        <source>Next: {when}  {way}  {purpose}</source>
        <translation>次は {when}  {way}  {purpose}</translation>
    </message>
    <message>
        <source>See the plan</source>
        <translation>計画を見る</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Welcome to CRM Desk</source>
        <translation>CRMデスクへようこそ</translation>
    </message>
    <message>
        <source>Look after the customers you have. Everything stays in one file on this computer.</source>
        <translation>今いるお客様を大切にするための道具です。データはすべて、このパソコンの1つのファイルに入ります。</translation>
    </message>
    <message>
        <source>Bring in order data</source>
        <translation>受注データを取り込む</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Bring in order files</source>
        <translation>受注データの取り込み</translation>
    </message>
    <message>
        <source>Files that your cart exports become customers and orders of this desk.</source>
        <translation>カートから書き出したファイルを、お客様と受注としてお店ファイルに入れます。</translation>
    </message>
    <message>
        <source>1 File</source>
        <translation>1 ファイル</translation>
    </message>
    <message>
        <source>2 Columns</source>
        <translation>2 列</translation>
    </message>
    <message>
        <source>3 Check</source>
        <translation>3 確認</translation>
    </message>
    <message>
        <source>4 Result</source>
        <translation>4 結果</translation>
    </message>
</context>
<context>
    <name>IssueList</name>
    <message>
        <source>Table of issues</source>
        <translation>取り込みエラーの一覧</translation>
    </message>
    <message>
        <source>Save as Excel workbook…</source>
        <translation>Excelに書き出す…</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>一覧を見る</translation>
    </message>
    <message>
        <source>{what}: {n}</source>
        <translation>{what}: {n}</translation>
    </message>
    <message>
        <source>Save as Excel workbook</source>
        <translation>Excelに書き出す</translation>
    </message>
    <message>
        <source>The workbook is being written…</source>
        <translation>Excelに書き出しています…</translation>
    </message>
</context>
<context>
    <name>IssueModel</name>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>書かれている内容</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message>
        <source>Choosing 3 is worth {n} points</source>
        <translation>3を選ぶと{n}点</translation>
    </message>
    <message>
        <source>Deferred: to be talked about later. It does not count as 0.</source>
        <translation>保留中です。0点にはなりません。</translation>
    </message>
    <message>
        <source>Not applicable: {reason}</source>
        <translation>対象外: {reason}</translation>
    </message>
    <message>
        <source>Back to unanswered</source>
        <translation>未回答に戻す</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>Documents, figures, where they are kept</source>
        <translation>書類や数字、その置き場所</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Keep what you talked about</source>
        <translation>話し合ったことを残せます</translation>
    </message>
    <message>
        <source>Evidence (what can you show?)</source>
        <translation>根拠(何を見せられますか)</translation>
    </message>
    <message>
        <source>Defer</source>
        <translation>保留にする</translation>
    </message>
    <message>
        <source>Not applicable…</source>
        <translation>対象外にする…</translation>
    </message>
    <message>
        <source>Why does this item not apply to your shop?</source>
        <translation>この設問がお店に当てはまらない理由</translation>
    </message>
    <message>
        <source>Reason for not applicable</source>
        <translation>対象外の理由</translation>
    </message>
    <message>
        <source>Set as not applicable</source>
        <translation>対象外にする</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>ItemChips</name>
    <message>
        <source>deferred</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>対象外</translation>
    </message>
</context>
<context>
    <name>KeyFigures</name>
    <message>
        <source>Buyers</source>
        <translation>購入されたお客様</translation>
    </message>
    <message>
        <source>bought a second time within 90 days</source>
        <translation>90日以内に2回目を買った方の割合</translation>
    </message>
    <message>
        <source>median; mean {mean}, mean of each customer&apos;s mean {own}</source>
        <translation>中央値。平均{mean}、お一人ごとの平均では{own}</translation>
    </message>
    <message>
        <source>Purchase interval</source>
        <translation>購入間隔</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>紹介</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未記録</translation>
    </message>
    <message>
        <source>the files do not say who</source>
        <translation>取り込んだファイルに紹介の欄がありません</translation>
    </message>
    <message>
        <source>brought somebody; {n} came that way</source>
        <translation>紹介してくださった方。紹介で来られた方は{n}名</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n}名</translation>
    </message>
    <message>
        <source>bought at least once</source>
        <translation>1回以上買った方</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>売上</translation>
    </message>
    <message>
        <source>{n} purchases</source>
        <translation>お買い物{n}回</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>リピート率</translation>
    </message>
    <message>
        <source>bought twice or more</source>
        <translation>2回以上買った方の割合</translation>
    </message>
    <message>
        <source>Mean purchases</source>
        <translation>平均購入回数</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n}回</translation>
    </message>
    <message>
        <source>purchases ÷ buyers</source>
        <translation>購入回数÷購入された方</translation>
    </message>
    <message>
        <source>Mean order value</source>
        <translation>1回あたり購入単価</translation>
    </message>
    <message>
        <source>sales ÷ purchases</source>
        <translation>売上÷購入回数</translation>
    </message>
    <message>
        <source>Mean recency</source>
        <translation>R値の平均</translation>
    </message>
    <message>
        <source>days since the last purchase</source>
        <translation>最後のお買い物からの日数</translation>
    </message>
    <message>
        <source>Mean tenure</source>
        <translation>在籍期間の平均</translation>
    </message>
    <message>
        <source>from the first to the last purchase</source>
        <translation>初回から最後のお買い物まで</translation>
    </message>
    <message>
        <source>bought a second time, at any time</source>
        <translation>2回目を買った方の割合(期間を問わず)</translation>
    </message>
    <message>
        <source>F2 rate</source>
        <translation>F2転換率</translation>
    </message>
    <message>
        <source>F2 rate (90 days)</source>
        <translation>F2転換率(90日以内)</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n}日</translation>
    </message>
</context>
<context>
    <name>LastTime</name>
    <message>
        <source>Last time ({day}): {said}</source>
        <translation>前回({day}): {said}</translation>
    </message>
</context>
<context>
    <name>LayoutStep</name>
    <message>
        <source>Other files</source>
        <translation>ほかのファイルにする</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>The file is being read anew…</source>
        <translation>ファイルを読み直しています…</translation>
    </message>
    <message>
        <source>Not all is chosen yet</source>
        <translation>選ばれていない列があります</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>ファイルのはじめの行</translation>
    </message>
    <message>
        <source>Which column is what</source>
        <translation>どの列が何か</translation>
    </message>
    <message>
        <source>Show all fields</source>
        <translation>ほかの項目も出す</translation>
    </message>
    <message>
        <source>{column} (e.g. {example})</source>
        <translation>{column}(例: {example})</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(なし)</translation>
    </message>
    <message>
        <source>The rows above look wrong?</source>
        <translation>上の表が正しく読めていないときは</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>ファイルの読み方</translation>
    </message>
    <message>
        <source>Cart</source>
        <translation>カートの形式</translation>
    </message>
    <message>
        <source>The file has no headers</source>
        <translation>見出しの行はない</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>見出し</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>シート</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>タブ</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>区切り文字</translation>
    </message>
    <message>
        <source>Row {n}: {words}</source>
        <translation>{n}行目: {words}</translation>
    </message>
    <message>
        <source>Keep these columns for the next time as</source>
        <translation>この選び方を、次のために名前をつけて残す</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>選び方の名前</translation>
    </message>
    <message>
        <source>For example: our fax orders</source>
        <translation>例: FAX注文</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
</context>
<context>
    <name>LeftOutCard</name>
    <message>
        <source>{n} people get no new plan</source>
        <translation>今回は計画を作らない方 {n}名</translation>
    </message>
    <message>
        <source>{reason}: {n}</source>
        <translation>{reason} {n}名</translation>
    </message>
    <message>
        <source>Check the notes</source>
        <translation>メモを確認する</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Show the names</source>
        <translation>お名前を見る</translation>
    </message>
    <message>
        <source>They are marked as deceased.</source>
        <translation>ご逝去のしるしがある方です。</translation>
    </message>
    <message>
        <source>Words of a note, name or address may mean that they are not to be reached. Answer once, and they are back.</source>
        <translation>メモ・お名前・住所の言葉から、お声がけを控えたほうがよいかもしれない方です。一度お答えいただくと、次から候補に戻ります。</translation>
    </message>
    <message>
        <source>Please answer on the customer&apos;s page whether it is the same person.</source>
        <translation>同じ方かどうかを、お客様の画面でお答えください。</translation>
    </message>
    <message>
        <source>They asked not to be contacted.</source>
        <translation>連絡を望まれていない方です。</translation>
    </message>
    <message>
        <source>They may be somebody who asked not to be contacted. Answer it on the customer&apos;s page.</source>
        <translation>連絡不可の方と同じ方かもしれません。お客様の画面でお答えいただくまで、お声がけから外しています。</translation>
    </message>
    <message>
        <source>They wait for an answer. Once the case is closed they are proposed again.</source>
        <translation>お返事をお待ちの方です。対応が済むと、また候補に入ります。</translation>
    </message>
    <message>
        <source>Their plan goes on; a customer has one at a time.</source>
        <translation>いまの計画が続いています。計画はお一人に1つずつです。</translation>
    </message>
    <message>
        <source>Their regular parcel is the approach. The matrix can say otherwise.</source>
        <translation>定期のお届けがそのまま接点になります。フォロー設計表で変えられます。</translation>
    </message>
    <message>
        <source>The matrix has no template where they stand: they get the yearly letter.</source>
        <translation>フォロー設計表でひな型が「なし」の欄の方です。年1回の一斉案内だけの対象です。</translation>
    </message>
    <message>
        <source>Their last plan came from where they still stand; they are proposed again when they move or when its three months are over.</source>
        <translation>前の計画を作ったときと同じ欄にいる方です。欄が変わるか、その3か月が過ぎると、また候補になります。</translation>
    </message>
    <message>
        <source>An approach within 30 days is still fresh.</source>
        <translation>30日以内にご連絡した方は、少し間を置きます。</translation>
    </message>
    <message>
        <source>They can be reached by one medium only, or by none. What is missing is said beside each name.</source>
        <translation>お声がけできる媒体が1つだけの方、または1つもない方です。足りないものは、お名前の横にあります。</translation>
    </message>
    <message>
        <source>With a plan they would be approached too often.</source>
        <translation>計画を作ると、ご連絡が多くなりすぎる方です。</translation>
    </message>
</context>
<context>
    <name>LimitsForm</name>
    <message>
        <source>What the shop can do</source>
        <translation>お店でできる量と、郵送費・メールの決まり</translation>
    </message>
    <message>
        <source>Telephone calls a week, at most</source>
        <translation>電話をかける件数(1週間の上限)</translation>
    </message>
    <message>
        <source>Handwritten cards a week, at most</source>
        <translation>手書きはがきの枚数(1週間の上限)</translation>
    </message>
    <message>
        <source>Approaches to one customer in 90 days, at most (a plan alone is three)</source>
        <translation>お一人へのご連絡の回数(90日間の上限。計画1つで3回)</translation>
    </message>
    <message>
        <source>Postage of a card</source>
        <translation>はがき1枚の郵送費</translation>
    </message>
    <message>
        <source>Postage of a letter</source>
        <translation>封書1通の郵送費</translation>
    </message>
    <message>
        <source>E-mail to customers who were never asked, too</source>
        <translation>メールの承諾が「不明」の方にも、メールを送る</translation>
    </message>
    <message>
        <source>Whoever has bought from you may be written to without having agreed (existing business relation). It is better to ask at the next occasion and note the answer; whoever refuses is never written to.</source>
        <translation>お買い上げのある方には「取引関係」として、承諾がなくてもメールを送ることができます。次のご連絡の折に承諾をうかがい、書き留めておくと安心です。拒否された方には送りません。</translation>
    </message>
</context>
<context>
    <name>LineFields</name>
    <message>
        <source>By product</source>
        <translation>商品ごとに入れる</translation>
    </message>
    <message>
        <source>Just the amount</source>
        <translation>金額だけ入れる</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>単価</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>+ Another product</source>
        <translation>+ 商品を足す</translation>
    </message>
    <message>
        <source>Amount of the goods, tax included</source>
        <translation>商品の金額(税込)</translation>
    </message>
    <message>
        <source>Product {n}</source>
        <translation>商品 {n}</translation>
    </message>
    <message>
        <source>Quantity {n}</source>
        <translation>数量 {n}</translation>
    </message>
    <message>
        <source>Unit price {n}</source>
        <translation>単価 {n}</translation>
    </message>
</context>
<context>
    <name>LookalikeBanner</name>
    <message>
        <source>The same person</source>
        <translation>同じ方です</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>別の方です</translation>
    </message>
</context>
<context>
    <name>ManyPlans</name>
    <message>
        <source>Make follow-up plans</source>
        <translation>フォロー計画を作る</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>Work by the week</source>
        <translation>週ごとの手間</translation>
    </message>
    <message>
        <source>As the follow-up matrix has it</source>
        <translation>フォロー設計表のとおり</translation>
    </message>
    <message>
        <source>For the {n} people chosen: look first, then make them all at once.</source>
        <translation>選んだ{n}名の計画です。内容を確かめてから、まとめて作れます。</translation>
    </message>
    <message>
        <source>Make {n} plans</source>
        <translation>{n}名の計画を作る</translation>
    </message>
    <message>
        <source>Make one plan</source>
        <translation>1名の計画を作る</translation>
    </message>
    <message>
        <source>None of the {people} people gets a plan. The reasons are below.</source>
        <translation>{people}名とも、今は計画を作れません。理由は下のとおりです。</translation>
    </message>
    <message>
        <source>All {people} people get a plan.</source>
        <translation>{people}名全員の計画を作ります。</translation>
    </message>
    <message>
        <source>{planned} of {people} people get a plan. The others do not; the reasons are below.</source>
        <translation>{people}名のうち{planned}名の計画を作ります。ほかの方には作りません。理由は下のとおりです。</translation>
    </message>
    <message>
        <source>From {first} to {last}: three approaches, through two media or more.</source>
        <translation>{first}から{last}まで。3回のアプローチを、2つ以上の媒体で。</translation>
    </message>
    <message>
        <source>Postage: about {amount}</source>
        <translation>郵送費のめやす: {amount}</translation>
    </message>
    <message>
        <source>In {n} of the plans a step goes by another medium than planned.</source>
        <translation>{n}名は、使えない媒体の代わりに別の媒体でお声がけします。</translation>
    </message>
    <message>
        <source>{n} of the plans keep out of weeks that are full already.</source>
        <translation>{n}名の計画は、いっぱいの週をよけて予定を組みました。</translation>
    </message>
</context>
<context>
    <name>MarkForm</name>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>どこから聞いたか</translation>
    </message>
    <message>
        <source>How it came: by telephone, in the shop…</source>
        <translation>例: お電話で、ご来店の折に</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Take the mark away</source>
        <translation>しるしを外す</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>MarkQuestion</name>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>No, something else</source>
        <translation>違う</translation>
    </message>
</context>
<context>
    <name>MarkStrip</name>
    <message>
        <source>Change or take away</source>
        <translation>変更する・外す</translation>
    </message>
    <message>
        <source>Marks…</source>
        <translation>しるし…</translation>
    </message>
    <message>
        <source>Set marks, or take them away</source>
        <translation>しるしを付ける・外す</translation>
    </message>
</context>
<context>
    <name>MatrixGrid</name>
    <message>
        <source>Follow-up matrix</source>
        <translation>フォロー設計表</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>{n} people</source>
        <translation>{n}名</translation>
    </message>
    <message>
        <source>{n} plans</source>
        <translation>計画中 {n}</translation>
    </message>
    <message>
        <source>overdue {n}</source>
        <translation>間隔超え {n}名</translation>
    </message>
    <message>
        <source>Yearly letter</source>
        <translation>年1回の案内のみ</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>Follow-up matrix</source>
        <translation>フォロー設計表</translation>
    </message>
    <message>
        <source>Says for each kind of customer how you keep in touch: the further up, the more they have bought; the further right, the longer ago. Three approaches in three months, in two ways or more, so that nobody who matters is forgotten.</source>
        <translation>どのお客様に、どのようにお声がけするかを決める表です。上の段ほどたくさんお買い上げの方、右の列ほど最後のお買い物から日がたった方。3か月に3回、2つ以上の手段でお声がけします。</translation>
    </message>
    <message>
        <source>The customers are being counted…</source>
        <translation>お客様を数えています…</translation>
    </message>
    <message>
        <source>There are no orders yet, so every cell is empty. The templates can be looked at and changed already.</source>
        <translation>受注データがまだないので、どの欄も空です。ひな型を見たり直したりは、いまからできます。</translation>
    </message>
    <message>
        <source>Customers as of {day}; plans as of today. “Overdue” are those who have passed their own usual moment to buy.</source>
        <translation>人数はデータ抽出日 {day} のもの、計画は今日のものです。「間隔超え」は、その方のいつもの購入間隔を過ぎた方です。</translation>
    </message>
    <message>
        <source>What the shop can do: calls, cards, postage, e-mail…</source>
        <translation>電話・はがきの上限、郵送費、メールの決まり…</translation>
    </message>
    <message>
        <source>Close what the shop can do</source>
        <translation>上限と決まりを閉じる</translation>
    </message>
</context>
<context>
    <name>MediaChoice</name>
    <message>
        <source>{n}. {medium}</source>
        <translation>{n} {medium}</translation>
    </message>
</context>
<context>
    <name>MediaQuestion</name>
    <message>
        <source>By which media do you reach your customers?</source>
        <translation>お店では、どの媒体でお声がけしていますか</translation>
    </message>
    <message>
        <source>Click those you use, the most usual first. Plans then hold only what you can do. You find this again in the settings.</source>
        <translation>使うものを、よく使う順に押してください。計画には、選んだ媒体だけが入ります。あとから「設定」で変えられます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Not now: offer all media</source>
        <translation>あとで決める(すべて使えるままにする)</translation>
    </message>
    <message>
        <source>Three approaches go through two media or more: please choose another one.</source>
        <translation>3回のお声がけには、2つ以上の媒体を使います。もう1つ選んでください。</translation>
    </message>
</context>
<context>
    <name>MediaSettings</name>
    <message>
        <source>Media of the shop</source>
        <translation>お店で使う媒体</translation>
    </message>
    <message>
        <source>Click those you use, the most usual first. The others are offered nowhere; a planned step that goes another way takes the next of this order.</source>
        <translation>使うものを、よく使う順に押してください。選ばなかった媒体は、予定にも入力欄にも出ません。お客様が使えない媒体の代わりも、この順で決まります。</translation>
    </message>
    <message>
        <source>Use all media</source>
        <translation>すべての媒体を使う</translation>
    </message>
    <message>
        <source>Nothing is chosen: all media are offered.</source>
        <translation>まだ選ばれていません。すべての媒体を使えます。</translation>
    </message>
    <message>
        <source>With one medium nobody gets a plan: three approaches go through two or more.</source>
        <translation>媒体が1つだけでは、計画を作れません。3回のお声がけには、2つ以上の媒体を使います。</translation>
    </message>
</context>
<context>
    <name>MomentField</name>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
</context>
<context>
    <name>NamesCard</name>
    <message>
        <source>The plans by name</source>
        <translation>お名前ごとの計画</translation>
    </message>
    <message>
        <source>Whose box is cleared (Space does it, too) gets no plan this time.</source>
        <translation>チェックを外した方(スペースキーでも)には、今回は計画を作りません。</translation>
    </message>
</context>
<context>
    <name>NextMedia</name>
    <message>
        <source>Next: {medium} {n}</source>
        <translation>次が{medium} {n}</translation>
    </message>
</context>
<context>
    <name>NextStepsCard</name>
    <message>
        <source>Item</source>
        <translation>設問</translation>
    </message>
    <message>
        <source>Now → next</source>
        <translation>いま → 次</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次の一歩</translation>
    </message>
</context>
<context>
    <name>NoOrders</name>
    <message>
        <source>There are no orders yet</source>
        <translation>受注データはまだありません</translation>
    </message>
    <message>
        <source>Bring in the order file that your cart exports. This page then shows who carries your sales, how many come back, and who has not bought for a while.</source>
        <translation>カートから書き出した受注ファイルを取り込むと、売上を支えるお客様、また買ってくださる方の割合、しばらくお買い物のない方がわかります。</translation>
    </message>
    <message>
        <source>Bring in orders</source>
        <translation>受注データを取り込む</translation>
    </message>
</context>
<context>
    <name>NoPlans</name>
    <message>
        <source>There are no follow-up plans yet</source>
        <translation>まだフォロー計画がありません</translation>
    </message>
    <message>
        <source>A plan is one customer, three months and three approaches, for example a card, a call and an e-mail. Start this month, and the program proposes whom to write to or call, your best customers first. You look at everything before it is made.</source>
        <translation>フォロー計画は、お一人のお客様に、3か月で3回(たとえば手書きはがき・電話・メール)のお声がけをする予定です。今月のフォローを始めると、どなたに何をするかを、大切なお客様から順にご提案します。作る前に、すべて確かめられます。</translation>
    </message>
    <message>
        <source>See who would be followed up</source>
        <translation>どなたにお声がけするか見てみる</translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message>
        <source>Write a note</source>
        <translation>メモを書く</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The data begin on {day}: whoever bought before looks like a new customer.</source>
        <translation>データは{day}からです。それより前に買った方も、初めての方に見えます。</translation>
    </message>
    <message>
        <source>{n} orders ({share}) have no known customer; they count in sales and mean order value only.</source>
        <translation>お客様のわからない受注が{n}件({share})あります。売上と1回あたり購入単価にだけ入っています。</translation>
    </message>
    <message>
        <source>{n} people are left out of the figures; they count in sales and mean order value only.</source>
        <translation>集計から除いた{n}名の分は、売上と1回あたり購入単価にだけ入っています。</translation>
    </message>
    <message>
        <source>{n} orders after the as-of date are left out.</source>
        <translation>データ抽出日より後の受注{n}件は入っていません。</translation>
    </message>
    <message>
        <source>As of this day nobody has bought yet. Choose a later day.</source>
        <translation>この日までに買ってくださった方はいません。もっと後の日を選んでください。</translation>
    </message>
    <message>
        <source>No purchase of a known customer is among these orders, so there is nobody to show. Cancelled and returned orders, and orders without a customer, don&apos;t count here.</source>
        <translation>この受注には、お客様のわかるお買い物がないため、お見せできる方がいません。取り消しや返品、お客様のわからない受注は数えません。</translation>
    </message>
</context>
<context>
    <name>NoticeDialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>NoticeRows</name>
    <message>
        <source>Look at them</source>
        <translation>確かめる</translation>
    </message>
</context>
<context>
    <name>OneMediumChoice</name>
    <message>
        <source>Three times by one medium for those who can be reached by no other (it never counts as achieved)</source>
        <translation>1つの媒体で3回お声がけする(ほかに使える媒体がない方。達成には数えません)</translation>
    </message>
</context>
<context>
    <name>OnePlan</name>
    <message>
        <source>← The customer</source>
        <translation>← このお客様に戻る</translation>
    </message>
    <message>
        <source>Make this plan</source>
        <translation>この計画を作る</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>A customer has one open plan at most. Change or end that one instead.</source>
        <translation>進行中の計画は、お一人に1つまでです。今の計画を変えるか、終えてからお作りください。</translation>
    </message>
    <message>
        <source>See the open plan</source>
        <translation>進行中の計画を見る</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>A follow-up plan for {name}</source>
        <translation>{name} 様のフォロー計画</translation>
    </message>
    <message>
        <source>Three approaches within three months, through two media or more.</source>
        <translation>3か月のあいだに3回、2つ以上の媒体でアプローチします。</translation>
    </message>
    <message>
        <source>{name} has an open plan already</source>
        <translation>{name} 様には、進行中のフォロー計画があります</translation>
    </message>
    <message>
        <source>{name} (as the matrix has it)</source>
        <translation>{name}(設計表のとおり)</translation>
    </message>
    <message>
        <source>The follow-up matrix plans nothing here ({why}). You can make a plan all the same.</source>
        <translation>フォロー設計表では、計画の対象になりません({why})。それでも、ここで計画を作れます。</translation>
    </message>
    <message>
        <source>{first} to {last}. Every day can be changed, now and later.</source>
        <translation>{first}〜{last}の計画です。予定日は、今もあとからも変えられます。</translation>
    </message>
    <message>
        <source>This customer is not to be contacted, so no plan can be made.</source>
        <translation>連絡不可の方なので、計画は作れません。</translation>
    </message>
    <message>
        <source>This customer is marked as deceased, so no plan can be made.</source>
        <translation>ご逝去のしるしがある方のため、計画は作れません。</translation>
    </message>
    <message>
        <source>Please check the note on the customer&apos;s page first.</source>
        <translation>先に、お客様の画面でメモをご確認ください。</translation>
    </message>
    <message>
        <source>Perhaps this is somebody who is not to be contacted. Please answer that on the customer&apos;s page first.</source>
        <translation>連絡不可の方かもしれません。先にお客様の画面で、同じ方かどうかお答えください。</translation>
    </message>
    <message>
        <source>The plan can be made once every step goes a way that is open.</source>
        <translation>使えない媒体のある回を変えると、計画を作れます。</translation>
    </message>
</context>
<context>
    <name>OpenItemsCard</name>
    <message>
        <source>Deferred, not applicable, unanswered</source>
        <translation>保留・対象外・未回答</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Enter one order</source>
        <translation>受注を1件入れる</translation>
    </message>
    <message>
        <source>For orders by telephone, fax or card that no cart knows of.</source>
        <translation>電話・FAX・はがきなど、カートを通らない受注を入れます。</translation>
    </message>
    <message>
        <source>Order date</source>
        <translation>受注日</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>What was ordered</source>
        <translation>ご注文の内容</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>値引き</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>送料</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>受け方・メモ</translation>
    </message>
    <message>
        <source>For example: by telephone, the card of 3 May</source>
        <translation>例: 電話、5月3日のはがき</translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation>この受注を入れる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>都度</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>定期</translation>
    </message>
    <message>
        <source>Something is still missing. It is marked above.</source>
        <translation>まだ足りないところがあります。上の印のところをお確かめください。</translation>
    </message>
</context>
<context>
    <name>OutgoingFiles</name>
    <message>
        <source>The file is being written…</source>
        <translation>ファイルを書いています…</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excelブック (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, UTF-8 (*.csv)</source>
        <translation>CSV(UTF-8) (*.csv)</translation>
    </message>
    <message>
        <source>CSV, Shift_JIS (*.csv)</source>
        <translation>CSV(Shift_JIS) (*.csv)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>宛名の表を保存</translation>
    </message>
</context>
<context>
    <name>PaperOptions</name>
    <message>
        <source>For example: winter greetings</source>
        <translation>例: 年末のごあいさつ</translation>
    </message>
    <message>
        <source>First free label</source>
        <translation>印刷を始める位置</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>書き方</translation>
    </message>
    <message>
        <source>People at one address</source>
        <translation>ご家族</translation>
    </message>
    <message>
        <source>Two people in one name</source>
        <translation>連名の方</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>お名前のない方</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>右へ</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>Edges of the labels</source>
        <translation>ラベルの枠</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>In a few words</source>
        <translation>ひとこと</translation>
    </message>
    <message>
        <source>From the top down</source>
        <translation>縦書き</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横書き</translation>
    </message>
    <message>
        <source>Each with an honorific</source>
        <translation>お一人ずつ「様」</translation>
    </message>
    <message>
        <source>One honorific for all</source>
        <translation>御一同様</translation>
    </message>
    <message>
        <source>To the person in charge</source>
        <translation>「ご担当者 様」で出す</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>One for a family</source>
        <translation>ご家族に1通</translation>
    </message>
    <message>
        <source>One for each person</source>
        <translation>お一人に1通</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>印刷しない</translation>
    </message>
    <message>
        <source>Printed, too</source>
        <translation>枠も印刷する</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Print and export</source>
        <translation>印刷・書き出す</translation>
    </message>
    <message>
        <source>Enter a sender…</source>
        <translation>差出人を登録する…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>一覧へ戻る</translation>
    </message>
    <message>
        <source>All of this list ({n})</source>
        <translation>この一覧のすべて({n})</translation>
    </message>
    <message>
        <source>The chosen ones ({n})</source>
        <translation>選んだ方({n})</translation>
    </message>
</context>
<context>
    <name>PeopleColumns</name>
    <message>
        <source>Step {n}</source>
        <translation>{n}回目</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>顧客層</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Member ID</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n}日</translation>
    </message>
    <message>
        <source>R value</source>
        <translation>R値</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>累計購入回数</translation>
    </message>
    <message>
        <source>Total amount</source>
        <translation>累計購入金額</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Add a customer</source>
        <translation>お客様を追加</translation>
    </message>
    <message>
        <source>For people who have not ordered yet, or whom no cart knows of.</source>
        <translation>まだご注文のない方や、カートに登録のない方を入れます。</translation>
    </message>
    <message>
        <source>Add this customer</source>
        <translation>このお客様を追加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>This may be somebody who is here already:</source>
        <translation>すでにいらっしゃる方かもしれません</translation>
    </message>
    <message>
        <source>Open {who}</source>
        <translation>この方を開く: {who}</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
</context>
<context>
    <name>PersonalData</name>
    <message>
        <source>Personal data</source>
        <translation>個人情報</translation>
    </message>
    <message>
        <source>Everything held, as PDF…</source>
        <translation>開示用にすべてPDFで…</translation>
    </message>
    <message>
        <source>Everything held, as JSON…</source>
        <translation>JSONで書き出す…</translation>
    </message>
    <message>
        <source>Erase this person…</source>
        <translation>この方の情報を消す…</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>JSONとして保存</translation>
    </message>
    <message>
        <source>Reading everything that is held…</source>
        <translation>お預かりしている情報を読んでいます…</translation>
    </message>
    <message>
        <source>Looking where this person is…</source>
        <translation>この方の情報がどこにあるか調べています…</translation>
    </message>
    <message>
        <source>Erasing one person…</source>
        <translation>情報を消しています…</translation>
    </message>
</context>
<context>
    <name>PhoneNote</name>
    <message>
        <source>Phone note</source>
        <translation>電話メモ</translation>
    </message>
    <message>
        <source>Esc closes, the draft stays</source>
        <translation>Esc で閉じる・下書きは残ります</translation>
    </message>
    <message>
        <source>Save  Enter</source>
        <translation>保存  Enter</translation>
    </message>
</context>
<context>
    <name>PlaceEditor</name>
    <message>
        <source>Put this town into the address</source>
        <translation>この町名を住所に入れる</translation>
    </message>
</context>
<context>
    <name>PlaceView</name>
    <message>
        <source>In words</source>
        <translation>くわしく</translation>
    </message>
</context>
<context>
    <name>PlanDetail</name>
    <message>
        <source>Follow-up plan</source>
        <translation>フォロー計画</translation>
    </message>
    <message>
        <source>← All plans</source>
        <translation>← 一覧へ</translation>
    </message>
    <message>
        <source>Choose a plan to see its three steps.</source>
        <translation>計画を選ぶと、3回の予定が出ます。</translation>
    </message>
    <message>
        <source>Check off</source>
        <translation>消し込む</translation>
    </message>
    <message>
        <source>Record another…</source>
        <translation>記録を足す…</translation>
    </message>
    <message>
        <source>Sheet…</source>
        <translation>管理シート…</translation>
    </message>
    <message>
        <source>Pause…</source>
        <translation>一時停止…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開する</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>中止…</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>もう一度始める</translation>
    </message>
    <message>
        <source>See the customer</source>
        <translation>お客様を見る</translation>
    </message>
    <message>
        <source>Why does it wait? For example an open complaint</source>
        <translation>止めておく理由(例: お申し出の対応中)</translation>
    </message>
    <message>
        <source>Why is it stopped?</source>
        <translation>中止する理由</translation>
    </message>
</context>
<context>
    <name>PlanHead</name>
    <message>
        <source>{name}</source>
        <translation>{name} 様</translation>
    </message>
    <message>
        <source>An import has found that two names are this one person, who has two open plans now. Stop one of them.</source>
        <translation>取り込みで同じ方とわかり、進行中の計画が2つになっています。どちらか1つを中止してください。</translation>
    </message>
    <message>
        <source>{template}: {first} to {last}</source>
        <translation>{template} ・ {first}〜{last}</translation>
    </message>
</context>
<context>
    <name>PlanList</name>
    <message>
        <source>Check off</source>
        <translation>消し込む</translation>
    </message>
    <message>
        <source>Nothing under “{name}” that matches</source>
        <translation>「{name}」に、絞り込みに合うものはありません</translation>
    </message>
    <message>
        <source>Nothing under “{name}”</source>
        <translation>「{name}」はありません</translation>
    </message>
    <message>
        <source>{n} chosen. Shift or Ctrl and a click choose several.</source>
        <translation>{n}名を選んでいます。</translation>
    </message>
    <message>
        <source>Check off these {n}</source>
        <translation>この{n}名を消し込む</translation>
    </message>
    <message>
        <source>See the customer</source>
        <translation>お客様を見る</translation>
    </message>
</context>
<context>
    <name>PlanStateView</name>
    <message>
        <source>Through {media} so far</source>
        <translation>ここまでの媒体: {media}</translation>
    </message>
    <message>
        <source>Send it another way…</source>
        <translation>別の方法で送る…</translation>
    </message>
    <message>
        <source>Let the plan end…</source>
        <translation>ここで終わりにする…</translation>
    </message>
    <message>
        <source>Turn the rest into thanks</source>
        <translation>残りをお礼に変える</translation>
    </message>
    <message>
        <source>End: they bought</source>
        <translation>購入により終了</translation>
    </message>
</context>
<context>
    <name>PlansColumns</name>
    <message>
        <source>Step {n}</source>
        <translation>{n}回目</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>作らない理由</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Member ID</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>顧客層</translation>
    </message>
    <message>
        <source>Recency</source>
        <translation>R値(日)</translation>
    </message>
</context>
<context>
    <name>PlansPeople</name>
    <message>
        <source>The people</source>
        <translation>対象の方</translation>
    </message>
    <message>
        <source>Get a plan: {n}</source>
        <translation>計画を作る方 {n}名</translation>
    </message>
    <message>
        <source>{why}: {n}</source>
        <translation>{why} {n}名</translation>
    </message>
    <message>
        <source>Go to the customer</source>
        <translation>このお客様を見る</translation>
    </message>
</context>
<context>
    <name>PlansView</name>
    <message>
        <source>Make follow-up plans</source>
        <translation>フォロー計画を作る</translation>
    </message>
    <message>
        <source>Looking up where these customers stand…</source>
        <translation>お客様の今の状態を調べています…</translation>
    </message>
    <message>
        <source>Nobody is chosen yet</source>
        <translation>まだ、どなたも選ばれていません</translation>
    </message>
    <message>
        <source>Click on a chart of the customer analysis, or set a filter there, and make plans for the people it leaves. For one person, begin on the page of that customer.</source>
        <translation>顧客分析のグラフを押すか、絞り込みをかけて、残った方々の計画をまとめて作れます。お一人の計画は、そのお客様の画面から作れます。</translation>
    </message>
    <message>
        <source>Go to the customer analysis</source>
        <translation>顧客分析へ</translation>
    </message>
    <message>
        <source>Each is on the list of things to do. Edit → Undo takes all of it back.</source>
        <translation>「やること」の一覧に入りました。「編集 → 元に戻す」で、まとめて取り消せます。</translation>
    </message>
    <message>
        <source>See what is to be done</source>
        <translation>やることを見る</translation>
    </message>
    <message>
        <source>The plans are being made…</source>
        <translation>計画を作っています…</translation>
    </message>
    <message>
        <source>The follow-up plan for {name} was made.</source>
        <translation>{name} 様のフォロー計画を作りました</translation>
    </message>
</context>
<context>
    <name>PostPage</name>
    <message>
        <source>Post and lists</source>
        <translation>はがき・ラベル・一覧</translation>
    </message>
    <message>
        <source>For the people you chose: each printing is noted in their history.</source>
        <translation>選んだ方への一斉案内です。印刷・保存すると、お客様の履歴に残ります。</translation>
    </message>
    <message>
        <source>Nobody is chosen yet</source>
        <translation>まだ、どなたも選ばれていません</translation>
    </message>
    <message>
        <source>Choose people in the list of customers or in the analysis first.</source>
        <translation>顧客の一覧か顧客分析で、お送りする方を選んでください。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Customer analysis</source>
        <translation>顧客分析</translation>
    </message>
</context>
<context>
    <name>PreviewCells</name>
    <message>
        <source>Not readable</source>
        <translation>読めません</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Print preview</source>
        <translation>印刷プレビュー</translation>
    </message>
    <message>
        <source>… and {n} more pages, which are printed and saved, too</source>
        <translation>…ほか{n}ページも印刷・保存されます</translation>
    </message>
    <message>
        <source>Page {n}</source>
        <translation>{n}ページ</translation>
    </message>
    <message>
        <source>Show the edges of the labels</source>
        <translation>ラベルの枠を表示</translation>
    </message>
    <message>
        <source>Pages: {n}, {paper}</source>
        <translation>{n}ページ・{paper}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDFに保存…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>印刷…</translation>
    </message>
    <message>
        <source>Print at actual size</source>
        <translation>実寸で印刷する</translation>
    </message>
    <message>
        <source>These pages are made for paper of {wanted}; the printer is set to {found}. Nothing has been printed yet. At actual size, what lies beyond the paper is lost.</source>
        <translation>このページは{wanted}の用紙に合わせてあります。プリンターの用紙は{found}です。まだ印刷していません。実寸で印刷すると、用紙からはみ出す部分は欠けます。</translation>
    </message>
    <message>
        <source>The printer did not take the pages. Check it.</source>
        <translation>プリンターが受け付けませんでした。プリンターの状態を確かめてください。</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Preparing the pages…</source>
        <translation>ページを準備しています…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFに保存</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Copy it and open the copy</source>
        <translation>複製して、そちらを開く</translation>
    </message>
    <message>
        <source>Go back to this…</source>
        <translation>この時点に戻す…</translation>
    </message>
    <message>
        <source>Open another shop file…</source>
        <translation>別のお店ファイルを開く…</translation>
    </message>
    <message>
        <source>Make a new shop file</source>
        <translation>新しいお店ファイルを作る</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了する</translation>
    </message>
    <message>
        <source>CRM Desk</source>
        <translation>CRMデスク</translation>
    </message>
    <message>
        <source>There are backups of this file:</source>
        <translation>このファイルのバックアップがあります</translation>
    </message>
    <message>
        <source>Go back to this</source>
        <translation>この時点に戻す</translation>
    </message>
    <message>
        <source>Open a shop file</source>
        <translation>お店ファイルを開く</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>中を見る</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>この時点に戻す</translation>
    </message>
</context>
<context>
    <name>PurposeChips</name>
    <message>
        <source>What for</source>
        <translation>目的</translation>
    </message>
</context>
<context>
    <name>RatesCard</name>
    <message>
        <source>Set targets…</source>
        <translation>目標を決める…</translation>
    </message>
</context>
<context>
    <name>ReasonForm</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>RemarksView</name>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>短く表示する</translation>
    </message>
    <message>
        <source>Show the whole note</source>
        <translation>メモの続きを見る</translation>
    </message>
</context>
<context>
    <name>RestCard</name>
    <message>
        <source>Plans by template</source>
        <translation>ひな型ごとの人数</translation>
    </message>
    <message>
        <source>Apart from the TOP1%, {n} of {all} plans begin together, with the TOP1% you ticked: {top1}.</source>
        <translation>TOP1%以外の方は{all}名のうち{n}名をまとめて始めます。TOP1%はチェックを付けた{top1}名です。</translation>
    </message>
    <message>
        <source>Apart from the TOP1% there is nobody new to begin with.</source>
        <translation>TOP1%以外に、新しく始める方はいません。</translation>
    </message>
    <message>
        <source>For {n} of them a step goes by another medium than planned.</source>
        <translation>{n}名は、使えない媒体の代わりに別の媒体でお声がけします。</translation>
    </message>
    <message>
        <source>For {n} of them a call or card goes to a week with room.</source>
        <translation>{n}名は、電話や手書きはがきを余裕のある週へずらしました。</translation>
    </message>
    <message>
        <source>{n} of them go by one medium only and never count as achieved.</source>
        <translation>{n}名は1つの媒体だけのため、達成には数えません。</translation>
    </message>
    <message>
        <source>Close the names</source>
        <translation>お名前を閉じる</translation>
    </message>
    <message>
        <source>Show the names, take some out</source>
        <translation>お名前を見る・外す</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Take it back</source>
        <translation>この取り込みを取り消す</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>次のファイルへ</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>顧客分析を見る</translation>
    </message>
    <message>
        <source>Rows in question</source>
        <translation>取り込みエラー</translation>
    </message>
    <message>
        <source>Rows left out</source>
        <translation>読み飛ばした行</translation>
    </message>
    <message>
        <source>Count them as subscriptions</source>
        <translation>定期として数える</translation>
    </message>
    <message>
        <source>They are none</source>
        <translation>定期ではない</translation>
    </message>
    <message>
        <source>Whose?</source>
        <translation>どなたのご注文か見る</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>All assessments</source>
        <translation>診断の一覧</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Print / PDF</source>
        <translation>印刷・PDF</translation>
    </message>
    <message>
        <source>Results of {day}</source>
        <translation>診断結果 {day}</translation>
    </message>
</context>
<context>
    <name>ResultsColumns</name>
    <message>
        <source>all</source>
        <translation>計</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>開始月</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>顧客層</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>達成</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>購入した方</translation>
    </message>
    <message>
        <source>No plan: bought</source>
        <translation>計画のない方の購入</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>購入金額</translation>
    </message>
    <message>
        <source>Their amount</source>
        <translation>その購入金額</translation>
    </message>
    <message>
        <source>Media used</source>
        <translation>使った媒体(回)</translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation>{of}名中{n}名</translation>
    </message>
    <message>
        <source>{percent}% ({counted})</source>
        <translation>{percent}%({counted})</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>What came of the plans, and who bought without one.</source>
        <translation>計画がどうなったか、計画のない方と並べて見ます。</translation>
    </message>
    <message>
        <source>The results are being added up…</source>
        <translation>結果を集計しています…</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>開始月ごと</translation>
    </message>
    <message>
        <source>By template</source>
        <translation>ひな型ごと</translation>
    </message>
    <message>
        <source>By cluster</source>
        <translation>顧客層ごと</translation>
    </message>
    <message>
        <source>A total has no comparison: the same people would be counted several times. Shares of fewer than 25 people are given as counts.</source>
        <translation>「計」の行には比べる相手を出しません(同じ方を重ねて数えてしまうため)。25名に満たないときは、割合でなく人数で示します。</translation>
    </message>
    <message>
        <source>Plans made</source>
        <translation>作った計画</translation>
    </message>
    <message>
        <source>Achieved, of those that are over</source>
        <translation>達成(期間を終えた計画のうち)</translation>
    </message>
    <message>
        <source>Bought within the window</source>
        <translation>期間内に購入した方</translation>
    </message>
    <message>
        <source>Their amount</source>
        <translation>その購入金額</translation>
    </message>
    <message>
        <source>This is a comparison, not a proof. Beside the customers with a plan stand those of the same cluster and recency who had none. Who gets a plan is your choice, so the two differ in more than the plan. Windows that still run are counted so far.</source>
        <translation>これは比べた数字で、効果の証明ではありません。計画のあった方と、同じ顧客層・同じR値の帯で計画のなかった方を並べています。どなたに計画を作るかはお店が選ぶので、違いのすべてが計画によるとは限りません。期間中の計画は、今日までの数です。</translation>
    </message>
    <message>
        <source>There are no results yet</source>
        <translation>まだ結果はありません</translation>
    </message>
    <message>
        <source>{n} plans are still under way; their purchases are not all in yet.</source>
        <translation>うち{n}件は進行中です。購入の数はこれから増えます。</translation>
    </message>
    <message>
        <source>Once follow-ups are under way, this page shows how many were achieved and who bought, beside similar customers without a plan.</source>
        <translation>フォローを始めると、達成した数や購入した方の数が、計画のない似たお客様と並んでここに出ます。</translation>
    </message>
    <message>
        <source>Start this month&apos;s follow-ups</source>
        <translation>今月のフォローを始める</translation>
    </message>
    <message>
        <source>Approaches made: {media}</source>
        <translation>行ったアプローチ(回): {media}</translation>
    </message>
</context>
<context>
    <name>RunningStep</name>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>You can look at other pages meanwhile. Cancelled, the desk stays as it was.</source>
        <translation>その間も、ほかの画面を見られます。途中でやめれば、お店ファイルは元のままです。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>The import is being cancelled…</source>
        <translation>取り込みをやめています…</translation>
    </message>
    <message>
        <source>The files are being read</source>
        <translation>ファイルを読んでいます</translation>
    </message>
    <message>
        <source>The orders are being kept</source>
        <translation>受注を保存しています</translation>
    </message>
    <message>
        <source>{file}: {rows} rows read</source>
        <translation>{file}: {rows}行まで読みました</translation>
    </message>
    <message>
        <source>{rows} rows read</source>
        <translation>{rows}行まで読みました</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Filter…</source>
        <translation>絞り込む…</translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>Post…</source>
        <translation>はがき・一覧…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Name of the selection</source>
        <translation>絞り込みの名前</translation>
    </message>
    <message>
        <source>For example: to write to in spring</source>
        <translation>例: 春のお便りの宛先</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Remove the filter {name}</source>
        <translation>絞り込み「{name}」を外す</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>すべての方に戻す</translation>
    </message>
    <message>
        <source>Keep this filter…</source>
        <translation>この絞り込みを保存…</translation>
    </message>
    <message>
        <source>Plan follow-ups for them…</source>
        <translation>この方々のフォローを計画する…</translation>
    </message>
    <message>
        <source>Make a follow-up plan</source>
        <translation>1名のフォロー計画を作る</translation>
    </message>
    <message>
        <source>All {n} buyers · click on a chart to filter</source>
        <translation>すべての方 {n}名 ・ グラフをクリックすると絞り込めます</translation>
    </message>
    <message>
        <source>Nobody meets all of these. Take one of the filters away.</source>
        <translation>すべてに当てはまる方はいません。どれかの絞り込みを外してください。</translation>
    </message>
    <message>
        <source>{n} people ({people}) · {share} of the buyers&apos; sales</source>
        <translation>{n}名(人数の{people})・ 売上の{share}</translation>
    </message>
    <message>
        <source>As CSV, UTF-8…</source>
        <translation>CSV(UTF-8)で書き出す…</translation>
    </message>
    <message>
        <source>As CSV, Shift_JIS…</source>
        <translation>CSV(Shift_JIS)で書き出す…</translation>
    </message>
    <message>
        <source>As an Excel workbook…</source>
        <translation>Excelブックで書き出す…</translation>
    </message>
    <message>
        <source>Forget a kept filter</source>
        <translation>保存した絞り込みを消す</translation>
    </message>
</context>
<context>
    <name>SenderForm</name>
    <message>
        <source>Name of the sender</source>
        <translation>差出人のお名前</translation>
    </message>
    <message>
        <source>Postcode of the sender</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address of the sender</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Phone of the sender</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Save the sender</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>SendersCard</name>
    <message>
        <source>Senders of post</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Printed small on postcards; the first one unless you choose another.</source>
        <translation>はがきに小さく印刷します。選ばなければ、いちばん上の差出人を使います。</translation>
    </message>
    <message>
        <source>Add a sender…</source>
        <translation>差出人を加える…</translation>
    </message>
    <message>
        <source>Usual sender</source>
        <translation>ふだんの差出人</translation>
    </message>
    <message>
        <source>Make it the usual one</source>
        <translation>ふだん使う</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>See them</source>
        <translation>この方々を見る</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>They take effect at once.</source>
        <translation>変えるとすぐに反映されます。</translation>
    </message>
    <message>
        <source>Name of your shop</source>
        <translation>お店の名前</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>表示の言語</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>パソコンの設定に合わせる</translation>
    </message>
    <message>
        <source>Language of documents</source>
        <translation>印刷物の言語</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>表示の言語に合わせる</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>文字と画面の大きさ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い</translation>
    </message>
    <message>
        <source>Write dates with the era (令和), in Japanese</source>
        <translation>日付を元号(令和)で書く</translation>
    </message>
    <message>
        <source>After an answer, go to the next unanswered item</source>
        <translation>答えたら次の未回答の設問へ進む</translation>
    </message>
    <message>
        <source>Postcode table</source>
        <translation>郵便番号表</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>CRM Desk</source>
        <translation>CRMデスク</translation>
    </message>
    <message>
        <source>This is a sample</source>
        <translation>これはサンプルです</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>捨てる</translation>
    </message>
    <message>
        <source>Throw the sample away</source>
        <translation>サンプルを捨てる</translation>
    </message>
</context>
<context>
    <name>SplitCard</name>
    <message>
        <source>Split</source>
        <translation>分ける</translation>
    </message>
    <message>
        <source>Keep as one</source>
        <translation>一人のままにする</translation>
    </message>
</context>
<context>
    <name>StaffCard</name>
    <message>
        <source>Staff</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Who works with this shop file. At the foot of the sidebar you choose who is there now; new records take the name, and keep it.</source>
        <translation>このお店ファイルを使う方のお名前です。画面左下の「いま」で選ぶと、新しい記録にその名前が付き、そのまま残ります。</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新しいお名前</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name}を削除</translation>
    </message>
</context>
<context>
    <name>StaffLine</name>
    <message>
        <source>Nobody</source>
        <translation>(だれでもない)</translation>
    </message>
    <message>
        <source>Edit the staff…</source>
        <translation>担当を編集…</translation>
    </message>
    <message>
        <source>Now: {name} ▼</source>
        <translation>いま: {name} ▼</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>Start this month&apos;s follow-ups</source>
        <translation>今月のフォローを始める</translation>
    </message>
    <message>
        <source>Makes a plan for each customer: three approaches in three months, in at least two ways, such as a call and a card. Nothing is kept until you press the button.</source>
        <translation>お一人につき3か月で3回、電話とはがきのように2つ以上の手段でお声がけする計画を、まとめて作ります。ボタンを押すまで何も始まりません。</translation>
    </message>
    <message>
        <source>The plans are being drafted…</source>
        <translation>計画を下書きしています…</translation>
    </message>
    <message>
        <source>Bring in orders</source>
        <translation>受注データを取り込む</translation>
    </message>
    <message>
        <source>The newest order is more than a month old. Bring in the latest orders first, so that nobody is missed who has bought since.</source>
        <translation>いちばん新しいご注文が1か月より前です。その後にお買い上げの方を取りこぼさないよう、先に最新の受注データを取り込んでください。</translation>
    </message>
    <message>
        <source>There are no orders yet</source>
        <translation>受注データがまだありません</translation>
    </message>
    <message>
        <source>Bring in the order file that your cart exports. Whom to follow up, and how, is then proposed here from what each customer has bought.</source>
        <translation>カートから書き出した受注ファイルを取り込んでください。お買い上げの様子から、どなたにどうお声がけするとよいかを、ここでご提案します。</translation>
    </message>
    <message>
        <source>Where each customer stands is taken from the orders up to {day}. The plans begin today, {today}.</source>
        <translation>お客様の様子はデータ抽出日 {day} までのご注文で見ています。計画は今日 {today} から始まります。</translation>
    </message>
    <message>
        <source>Start {n} follow-ups</source>
        <translation>{n}名のフォローを始める</translation>
    </message>
    <message>
        <source>{n} weeks would hold more calls or handwritten cards than your limits.</source>
        <translation>{n}週で、電話か手書きはがきが上限を超えます。</translation>
    </message>
    <message>
        <source>Today there is nobody to begin with. Why is said line by line above.</source>
        <translation>今日、新しく始める方はいません。理由は上に1行ずつあります。</translation>
    </message>
    <message>
        <source>Tick somebody to begin with.</source>
        <translation>始める方にチェックを付けてください。</translation>
    </message>
    <message>
        <source>{n} of the TOP1% are not ticked yet; they can be started later, too.</source>
        <translation>TOP1%のうち{n}名は未確認です(あとから始めることもできます)。</translation>
    </message>
    <message>
        <source>One undo takes the whole start back.</source>
        <translation>始めたあとでも、「元に戻す」1回で全部取り消せます。</translation>
    </message>
    <message>
        <source>The follow-ups are being started…</source>
        <translation>フォローを始めています…</translation>
    </message>
</context>
<context>
    <name>StepFields</name>
    <message>
        <source>Step {n}</source>
        <translation>{n}回目</translation>
    </message>
    <message>
        <source>{step}: day</source>
        <translation>{step}の予定日</translation>
    </message>
    <message>
        <source>{step}: medium</source>
        <translation>{step}の媒体</translation>
    </message>
    <message>
        <source>{step}: what for</source>
        <translation>{step}の目的・伝えること</translation>
    </message>
    <message>
        <source>What for, in a few words</source>
        <translation>目的・伝えること</translation>
    </message>
    <message>
        <source>Not possible this way: {why}. Choose another medium.</source>
        <translation>この媒体は使えません: {why}。別の媒体を選んでください。</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Planned for</source>
        <translation>予定日</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Change</source>
        <translation>直す</translation>
    </message>
    <message>
        <source>{when}  {way} (planned)</source>
        <translation>{when} {way}(予定)</translation>
    </message>
</context>
<context>
    <name>SuggestedExclusions</name>
    <message>
        <source>{n} customers have an order more than ten times the usual. Wholesale, staff and tests can be left out of the figures.</source>
        <translation>1回のご注文が、ふだんの10倍を超える方が{n}名います。卸・社内・テストのご注文なら、集計から除けます。</translation>
    </message>
    <message>
        <source>And {n} more: they follow as these are decided.</source>
        <translation>ほか{n}名は、上の方を決めると続けて出ます。</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>largest order {amount}</source>
        <translation>いちばん大きなご注文 {amount}</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>集計から除く</translation>
    </message>
    <message>
        <source>Keep in</source>
        <translation>このままでよい</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>確かめる</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>← All customers</source>
        <translation>← 顧客の一覧</translation>
    </message>
    <message>
        <source>Perhaps one person</source>
        <translation>同じ方かもしれない組</translation>
    </message>
    <message>
        <source>These look alike. Nothing is put together unless you say so, and whatever you put together can be parted again.</source>
        <translation>よく似た登録です。ボタンを押すまでまとめません。まとめたあとも、また分けられます。</translation>
    </message>
    <message>
        <source>There are no look-alikes left</source>
        <translation>同じ方かもしれない組は、もうありません</translation>
    </message>
    <message>
        <source>Customers to look at</source>
        <translation>確かめたいお客様</translation>
    </message>
    <message>
        <source>Nothing is split or put together unless you say so, and it can be undone.</source>
        <translation>ボタンを押すまで、分けたりまとめたりしません。あとから元に戻せます。</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>同じ方としてまとめる</translation>
    </message>
    <message>
        <source>Two persons</source>
        <translation>別の方</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
</context>
<context>
    <name>TargetsForm</name>
    <message>
        <source>Targets</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Where do you want to be at the next assessment? Weak points are ranked by the distance to these.</source>
        <translation>次の診断までに、達成率をどこまで上げますか。弱点は、ここからの遠さの順に並びます。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>いま</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Target for {name}</source>
        <translation>{name}の目標</translation>
    </message>
</context>
<context>
    <name>TasksCard</name>
    <message>
        <source>What to do next</source>
        <translation>次にやること</translation>
    </message>
    <message>
        <source>Nothing is open. Well done.</source>
        <translation>今やることはありません。おつかれさまでした。</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>ほか{n}名</translation>
    </message>
</context>
<context>
    <name>TemplateCounts</name>
    <message>
        <source>{n} plans</source>
        <translation>{n}名</translation>
    </message>
</context>
<context>
    <name>TemplateStepFields</name>
    <message>
        <source>Step {n}</source>
        <translation>{n}回目</translation>
    </message>
    <message>
        <source>way</source>
        <translation>手段</translation>
    </message>
    <message>
        <source> days after the start</source>
        <translation>日後(開始から)</translation>
    </message>
    <message>
        <source>Instead, where the last purchase is over {n} days ago</source>
        <translation>最後のお買い物から{n}日を超えた方には</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的・伝えること</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>同じ</translation>
    </message>
</context>
<context>
    <name>TemplatesCard</name>
    <message>
        <source>Templates</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>What is done in the three months. A change counts from the next start; plans that are under way stay as they are.</source>
        <translation>3か月の間に何をするかの決まりです。直したひな型は、次に始める計画から使われます。進行中の計画は変わりません。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>ひな型の名前</translation>
    </message>
    <message>
        <source>Keep the template</source>
        <translation>ひな型を保存する</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>変更をやめる</translation>
    </message>
    <message>
        <source>New template…</source>
        <translation>新しいひな型…</translation>
    </message>
    <message>
        <source>Keep or discard the changes to this template first.</source>
        <translation>先に、このひな型の変更を保存するか、やめるかを選んでください。</translation>
    </message>
    <message>
        <source>Remove the template</source>
        <translation>ひな型を消す</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>初めの形に戻す</translation>
    </message>
</context>
<context>
    <name>ThresholdsCard</name>
    <message>
        <source>Thresholds</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>Recency</source>
        <translation>R値</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>累計購入回数</translation>
    </message>
    <message>
        <source>Total amount</source>
        <translation>累計購入金額</translation>
    </message>
    <message>
        <source>Recency bands</source>
        <translation>R値の帯</translation>
    </message>
    <message>
        <source>From how many days, purchases and how much money a customer gets which score (5 is best). Charts and list follow at once.</source>
        <translation>R値・回数・金額が、いくつから何点になるか(5点がいちばん上)。変えると、グラフも一覧もすぐに変わります。</translation>
    </message>
    <message>
        <source>Fixed numbers</source>
        <translation>決まった数で</translation>
    </message>
    <message>
        <source>Five groups of equal size</source>
        <translation>人数で5等分</translation>
    </message>
    <message>
        <source>Scores by</source>
        <translation>点数のつけ方</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>〜</translation>
    </message>
    <message>
        <source>{score} points: up to</source>
        <translation>{score}点 〜</translation>
    </message>
    <message>
        <source>{score} points:</source>
        <translation>{score}点</translation>
    </message>
    <message>
        <source>Orders of 0 count as purchases</source>
        <translation>0円の受注も購入に数える</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>はじめの基準に戻す</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>purchases or more</source>
        <translation>回以上</translation>
    </message>
    <message>
        <source>purchases, exceeded</source>
        <translation>回を超える</translation>
    </message>
    <message>
        <source>or more</source>
        <translation>以上</translation>
    </message>
    <message>
        <source>exceeded</source>
        <translation>を超える</translation>
    </message>
    <message>
        <source>With so few customers or so few different values, groups of equal size say little. Fixed numbers do better here.</source>
        <translation>人数や数の種類が少ないため、5等分ではうまく分かれません。「決まった数で」のほうが確かです。</translation>
    </message>
    <message>
        <source>{axis}: nobody has {scores} points.</source>
        <translation>{axis}: {scores}点の方はいません。</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>Purchases along the time</source>
        <translation>購入の時間の流れ</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>定期</translation>
    </message>
</context>
<context>
    <name>TimelineRows</name>
    <message>
        <source>Time line</source>
        <translation>時系列</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
</context>
<context>
    <name>Top1Card</name>
    <message>
        <source>Every customer of the TOP1%</source>
        <translation>TOP1%の方は、お一人残らず</translation>
    </message>
    <message>
        <source>Plans for the TOP1%</source>
        <translation>TOP1%の方の計画</translation>
    </message>
    <message>
        <source>TOP1% without a plan</source>
        <translation>計画のないTOP1%の方</translation>
    </message>
    <message>
        <source>{n} plans. Read each one and tick it (Space does it, too): only those that are ticked begin.</source>
        <translation>{n}名の計画です。お一人ずつ確かめて、チェックを付けてください(スペースキーでも)。チェックを付けた方だけ始めます。</translation>
    </message>
    <message>
        <source>Nobody of the TOP1% can get a plan today.</source>
        <translation>TOP1%の方で、今日計画を作れる方はいません。</translation>
    </message>
    <message>
        <source>Everyone of the TOP1% has a plan.</source>
        <translation>TOP1%の方には、全員計画があります。</translation>
    </message>
    <message>
        <source>Without a plan: {n}. The reason stands beside each name.</source>
        <translation>計画のない方 {n}名(理由はお名前の横)</translation>
    </message>
</context>
<context>
    <name>TotalCard</name>
    <message>
        <source>Total</source>
        <translation>総合得点</translation>
    </message>
    <message>
        <source>The next steps bring {points} points: {ids}</source>
        <translation>次の一歩を進めると{points}点({ids})</translation>
    </message>
</context>
<context>
    <name>UnreadNotes</name>
    <message>
        <source>Notes to check</source>
        <translation>メモをご確認ください</translation>
    </message>
    <message>
        <source>← All customers</source>
        <translation>← 顧客の一覧</translation>
    </message>
    <message>
        <source>There are no notes to check</source>
        <translation>確認するメモはありません</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(お名前なし)</translation>
    </message>
    <message>
        <source>Open this customer</source>
        <translation>このお客様を開く</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>The orders are being added up…</source>
        <translation>受注を集計しています…</translation>
    </message>
</context>
<context>
    <name>WeekLoad</name>
    <message>
        <source>With the plans that are open. Your limits a week: calls {calls}, handwritten cards {cards}.</source>
        <translation>進行中の計画も含みます。上限は1週間に電話{calls}件、手書きはがき{cards}枚です。</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>{day}の週</translation>
    </message>
    <message>
        <source>calls {n}/{cap}</source>
        <translation>電話 {n}/{cap}</translation>
    </message>
    <message>
        <source>all {n}</source>
        <translation>{n}件</translation>
    </message>
    <message>
        <source>cards {n}/{cap}</source>
        <translation>手書き {n}/{cap}</translation>
    </message>
    <message>
        <source>{n} weeks are over your limits, by {what} at most.</source>
        <translation>{n}週で上限を超えています(多い週で{what}超過)。</translation>
    </message>
    <message>
        <source>Week of {day}: over your limits by {what}.</source>
        <translation>{day}の週は、上限を超えています({what}超過)。</translation>
    </message>
    <message>
        <source>{n} calls</source>
        <translation>電話{n}件</translation>
    </message>
    <message>
        <source>{n} cards</source>
        <translation>はがき{n}枚</translation>
    </message>
</context>
<context>
    <name>WeeksCard</name>
    <message>
        <source>Work a week</source>
        <translation>週ごとの電話と手書きはがき</translation>
    </message>
    <message>
        <source>Postage of the new plans: about {amount} ({card} a card, {letter} a letter).</source>
        <translation>新しい計画の郵送費の見込み: 約{amount}(はがき1枚{card}、封書1通{letter})</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Home</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>CRM assessment</source>
        <translation>CRM診断</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Customer analysis</source>
        <translation>顧客分析</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>フォロー</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>CRM Desk</source>
        <translation>CRMデスク</translation>
    </message>
    <message>
        <source>Not everything is saved</source>
        <translation>保存できていない入力があります</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>保存せずに閉じる</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>記録(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>データ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>元に戻す: {what}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>やり直す: {what}(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
</context>
<context>
    <name>WizardFoot</name>
    <message>
        <source>← Back</source>
        <translation>← 前へ</translation>
    </message>
    <message>
        <source>Next →</source>
        <translation>次へ →</translation>
    </message>
    <message>
        <source>Keyboard: 0-3 to answer, ↑↓ to move</source>
        <translation>キーボード: 0〜3 で回答、↑↓ で移動</translation>
    </message>
    <message>
        <source>See results →</source>
        <translation>結果を見る →</translation>
    </message>
</context>
<context>
    <name>WizardHead</name>
    <message>
        <source>Answered items</source>
        <translation>回答した設問</translation>
    </message>
    <message>
        <source>All assessments</source>
        <translation>診断の一覧</translation>
    </message>
    <message>
        <source>See results</source>
        <translation>結果を見る</translation>
    </message>
    <message>
        <source>CRM assessment {day}</source>
        <translation>CRM診断 {day}</translation>
    </message>
    <message>
        <source>No. {n} · saved by itself, answer by answer</source>
        <translation>{n}回目 ・ 自動で保存されています</translation>
    </message>
</context>
<context>
    <name>WorklistColumns</name>
    <message>
        <source>Check off</source>
        <translation>消し込む</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n}日</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>3回</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>つぎ</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>Member ID</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな型</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>記録…</translation>
    </message>
    <message>
        <source>The shop’s own</source>
        <translation>お店の連絡先</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{all}回のうち{n}回</translation>
    </message>
    <message>
        <source>{n} d late</source>
        <translation>{n}日遅れ</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>WorklistTable</name>
    <message>
        <source>Plans</source>
        <translation>フォロー計画の一覧</translation>
    </message>
</context>
<context>
    <name>WorklistView</name>
    <message>
        <source>Follow-up</source>
        <translation>フォロー</translation>
    </message>
    <message>
        <source>Three approaches within three months, through two media or more.</source>
        <translation>3か月以内に3回、2つ以上の媒体で。</translation>
    </message>
    <message>
        <source>Start this month</source>
        <translation>今月のフォローを始める</translation>
    </message>
    <message>
        <source>Print and export…</source>
        <translation>印刷・書き出す…</translation>
    </message>
</context>
<context>
    <name>YearField</name>
    <message>
        <source>To the end of the year</source>
        <translation>この年の終わりまで</translation>
    </message>
    <message>
        <source>, to its end</source>
        <translation>年の終わりまで</translation>
    </message>
</context>
</TS>
