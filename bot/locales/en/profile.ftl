# Profile and privacy.

profile-show =
    👤 <b>{ $name }</b>

    🏠 { $home }
    🕒 { $zone } · now { $now }
    💱 { $currency }
    🌐 { $language }
    📅 With us since { $since }
    { $demand ->
        [0] ⭐ You meet everybody, whatever their rating
       *[other] ⭐ You meet Peers rated { NUMBER($demand, minimumFractionDigits: 1) } or better
    }

    Other Peers never see your name, your number or your account before you choose to show them.
profile-home = 🏠 Home
profile-currency = 💱 Currency
profile-language = 🌐 Language
profile-privacy = 🔒 Privacy

privacy-show =
    🔒 <b>Your data</b>

    <b>Kept:</b> your name and account number in Telegram (to reach you), language, home city and money (to show things your way), whether Stripe has verified you, and since when (never your papers), the moment you agreed to the rules (as proof), links you opened, and of keys for programs their name and last use, and for a day what they were answered.
    <b>Not kept:</b> your phone number, contacts or exact location, unless you send them to somebody in a chat.
    <b>Shown to others:</b> nothing of it.
    <b>What you write in a chat</b> stays for { $days } days after the chat has ended, under your pseudonym, in case of a dispute; then it is dropped. Who talks with you reads it, and an operator when one of you reports the other or complains. A message that was held because it tells a contact, an operator may read as well. One who does, or who looks up who you are, must say why, and that is logged.
    <b>What you write to Support</b> stays for { $ticket_days } days after the conversation is closed; whoever answers reads it, and when you are forgotten it goes at once.
    <b>Photos you take as a Carrier</b> stay with their delivery as proof; the other side sees them, and whoever decides a complaint.
    <b>An address for when the bot is blocked</b> is kept if you name one below, and no other Peer sees it; what was written there goes after two weeks.
    <b>What you ask of help</b>, where it has no answer, is kept for 90 days without who asked.

    You can take all of it as a file, or be forgotten.
privacy-export = 📄 Give me the file
privacy-file = 📄 All that is kept about you.
privacy-forget = 🗑 Forget me
privacy-sure =
    🗑 <b>Shall we forget you?</b>

    Your name, account, home and settings are removed at once and cannot be brought back. To return you would begin anew.

    What you have said in chats stays under its pseudonym until it is dropped, { $days } days after the chat has ended: it is the other side's proof too. Numbers you have shared there, and what was never sent, go at once.

    If you may post nothing new here, for a while or for good, that holds when you return: as long as it lasts we keep a mark that our key makes of your account number. It tells nobody who you are.
privacy-forget-yes = 🗑 Yes, forget me
privacy-forget-no = ‹ No, stay
privacy-forgotten =
    👋 <b>Forgotten.</b>

    Your name and account are gone. What you said in chats has no name and goes by itself. Thank you for having been with us. If you ever want to return, write /start.
profile-payouts = 🏦 Being paid
profile-identity =
    { $identity ->
        [checking] 🪪 Being checked…
        [refused] 🪪 Verify who I am: try again
        [verified] ✅ Verified
       *[other] 🪪 Verify who I am
    }
identity-link =
    🪪 <b>Show who you are</b>

    Stripe looks at a document and your face, and tells us only that it did: we see neither. Who is verified may have { $posts } posts open, and send contents worth up to { $value }. The button is yours alone, and good for a day.
identity-open = 🪪 Open Stripe’s form
