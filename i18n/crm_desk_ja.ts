<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AssessmentPage</name>
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
        <source>&amp;Home</source>
        <translation>ホーム(&amp;H)</translation>
    </message>
    <message>
        <source>CRM &amp;assessment</source>
        <translation>CRM診断(&amp;A)</translation>
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

Everywhere
Ctrl+Z, Ctrl+Shift+Z: undo and redo
Ctrl+P: print preview
Ctrl++, Ctrl+-, Ctrl+0: larger, smaller, normal size
Alt+1, Alt+2: home, CRM assessment</source>
        <translation>診断で
0 1 2 3: 選ぶ
↑ ↓: 前の設問・次の設問
Ctrl+PgUp、Ctrl+PgDn: 前の分類・次の分類
Tab: 根拠・メモへ

どこでも
Ctrl+Z、Ctrl+Shift+Z: 元に戻す・やり直す
Ctrl+P: 印刷プレビュー
Ctrl++、Ctrl+-、Ctrl+0: 大きく・小さく・標準
Alt+1、Alt+2: ホーム・CRM診断</translation>
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
        <source>Today is {day}</source>
        <translation>今日は{day}です</translation>
    </message>
    <message>
        <source>Name of your shop</source>
        <translation>お店の名前</translation>
    </message>
    <message>
        <source>Printed on every report</source>
        <translation>印刷物に入ります</translation>
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
        <source>Try it on a sample</source>
        <translation>サンプルで試す</translation>
    </message>
    <message>
        <source>A tea shop with three assessments over a year. It is made on the spot and can be thrown away at any time.</source>
        <translation>1年で3回診断をした、お茶屋さんのサンプルです。その場で作り、いつでも捨てられます。</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>CRM assessment</source>
        <translation>CRM診断</translation>
    </message>
    <message>
        <source>Strongest category</source>
        <translation>いちばんの強み</translation>
    </message>
    <message>
        <source>To work on first</source>
        <translation>まず取り組む分類</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>次にやること</translation>
    </message>
    <message>
        <source>Nothing is open. Well done.</source>
        <translation>今やることはありません。おつかれさまでした。</translation>
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
    <name>ListView</name>
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
    <name>Notice</name>
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
    <name>PreviewDialog</name>
    <message>
        <source>Print preview</source>
        <translation>印刷プレビュー</translation>
    </message>
    <message>
        <source>Page {n}</source>
        <translation>{n}ページ</translation>
    </message>
    <message>
        <source>Pages: {n}, A4</source>
        <translation>全{n}ページ、A4</translation>
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
        <source>The printer did not take the pages. Check it.</source>
        <translation>プリンターが受け付けませんでした。プリンターの状態を確かめてください。</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Copy it and open the copy</source>
        <translation>複製して、そちらを開く</translation>
    </message>
    <message>
        <source>Open another desk…</source>
        <translation>別のお店ファイルを開く…</translation>
    </message>
    <message>
        <source>Make a new desk</source>
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
        <source>Open a desk</source>
        <translation>お店ファイルを開く</translation>
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
    <message>
        <source>Set targets…</source>
        <translation>目標を決める…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>総合得点</translation>
    </message>
    <message>
        <source>The next steps bring {points} points: {ids}</source>
        <translation>次の一歩を進めると{points}点({ids})</translation>
    </message>
    <message>
        <source>Deferred, not applicable, unanswered</source>
        <translation>保留・対象外・未回答</translation>
    </message>
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
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>CRM Desk</source>
        <translation>CRMデスク</translation>
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
        <source>This is a sample. Try whatever you like.</source>
        <translation>これはサンプルです。自由に触ってみてください。</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>サンプルを捨てる</translation>
    </message>
    <message>
        <source>CRM Desk</source>
        <translation>CRMデスク</translation>
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
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>元に戻す: {what}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>やり直す: {what}(&amp;R)</translation>
    </message>
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
        <source>&amp;Data</source>
        <translation>データ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
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
    <name>Wizard</name>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
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
        <source>CRM assessment {day}</source>
        <translation>CRM診断 {day}</translation>
    </message>
    <message>
        <source>No. {n} · saved by itself, answer by answer</source>
        <translation>{n}回目 ・ 自動で保存されています</translation>
    </message>
    <message>
        <source>deferred</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>See results →</source>
        <translation>結果を見る →</translation>
    </message>
    <message>
        <source>Last time ({day}): {said}</source>
        <translation>前回({day}): {said}</translation>
    </message>
</context>
</TS>
