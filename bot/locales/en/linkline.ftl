# LinkLine: two talk through the bot, under pseudonyms.

notice-line =
    { $by ->
        [carrier] 💬 <b>{ $alias }</b>, your Carrier
       *[requester] 💬 <b>{ $alias }</b>, the Requester
    }
line-route = 📦 { $from } → { $to }
line-here = ✍️ What you write now goes to { $alias }, who knows you as { $mine }. Photos, voice and places too. An edit, a reaction or a reply goes along; answer with /unsend to take a message back.
line-left = You have left this chat. What { $alias } writes still reaches you.
line-over = ⚪️ This chat is closed.
line-away = ⏸ { $alias } answers later. What you write is there all the same.
line-pace =
    { $pace ->
        [hour] 🕐 { $alias } usually answers within an hour.
        [hours] 🕐 { $alias } usually answers within a few hours.
       *[day] 🕐 { $alias } usually answers within a day.
    }
line-talking = 🔒 Until the delivery is paid, phone numbers, links and names on other apps are held back. Both sides are safer that way.
line-paid = 🔓 It is paid: you may tell each other what you like. What is written is kept for a while, in case of a dispute.
line-enter = 💬 Write to { $alias }
line-leave = 🚪 Leave
line-unsend = ↩️ Take back my last
line-mute =
    { $is_muted ->
        [1] 🔔 With sound
       *[0] 🔕 Without sound
    }
line-pause = ⏸ I answer later
line-come-back = ▶️ I am back
line-more = ⚠️ Report or block
line-reveal = 🤝 Show who we are
line-report = 🚩 Report to the operators
line-block = 🚫 Block
line-block-sure = 🚫 Yes, never again
line-report-rude = Rude or threatening
line-report-scam = A scam, or paying elsewhere
line-report-unsafe = Something forbidden
line-report-other = Something else
line-answer = 💬 Answer { $alias }
line-head = 🪶 { $alias }
line-head-route = { $from } → { $to }
line-head-forwarded = ↪️ forwarded
line-head-corrected = ✏️ corrected
line-number = 📞 { $number }
line-which = 🧭 <b>For whom is this?</b> It has not been sent yet.
line-choice = 🪶 { $alias } · { $from } → { $to }
line-unsend-how = ↩️ Answer one of your own messages with /unsend, and it is taken back on both phones.
line-left-now = 🚪 You have left the chat. What you write now is for me again.
line-on-none = You are in no chat right now. Open one from an offer or a delivery.
line-timer = ⏲ This chat empties itself from now on, on this phone only. What you write to others here is kept for a while all the same, in case of a dispute.
leak-handle = a name on another app
leak-link = a link
leak-email = an e-mail address
leak-phone = a phone number
notice-line-held =
    { $is_rough ->
        [1] ⏸ <b>Not sent yet.</b> { $is_change ->
            [1] Your change tells
           *[0] This tells
        } { $what }. Contacts pass once the delivery is paid; until then they stay with you. I can send it with ••• in its place.
       *[0] 🔓 <b>It is paid now.</b> Send { $alias } this as you wrote it?
    }
notice-line-held-place =
    📍 <b>Send this place to { $alias }?</b> { $is_rough ->
        [1] Until the delivery is paid I show it only roughly, to about 300 m.
       *[0] It is shown exactly.
    }
notice-line-held-number = 📞 <b>Give { $alias } your phone number?</b>
notice-line-held-code =
    { $is_rough ->
        [1] ⏸ <b>Not sent yet.</b> There is a code in this picture that may lead to a contact. Cover it, or keep the picture until the delivery is paid: then I ask you again.
       *[0] 🔓 <b>It is paid now.</b> Send { $alias } this picture with the code in it?
    }
notice-line-held-picture = 🖼 <b>Send this as a photo?</b> A file also tells where and with what a picture was taken. As a photo only the picture goes.
line-send-masked = ✂️ Send with •••
line-send-picture = 🖼 Send as a photo
line-send-surely = ✅ Yes, send
line-send-not = ✖️ Do not send
notice-line-undelivered =
    { $fate ->
        [waits] ⏳ { $alias } has paused the bot. This waits, and arrives when they are back.
       *[lost] { $why ->
            [voice] ✗ { $alias } does not take voice and video messages. Please type it.
           *[other] ✗ This did not arrive. Please send it again.
        }
    }
notice-line-dropped =
    { $flaw ->
        [over] ✗ This was not sent: the chat with { $alias } is closed.
        [large] ✗ This was not sent: files over 20 MB are too large for me.
        [kind] ✗ This was not sent: of files I pass on pictures (JPEG, PNG, WebP), PDFs and MP3s, because I can take out what they tell of you.
        [locked] ✗ This was not sent: the PDF needs a password. Send it without one.
        [broken] ✗ This was not sent: I cannot read this PDF.
       *[gone] ✗ This was not sent: Telegram did not hand me the file. Please send it again.
    }
notice-line-paused = ⏸ <b>{ $alias } answers later.</b> You can write all the same; it is there for later.
notice-line-back = ▶️ <b>{ $alias } is back.</b>
notice-line-reveal-asked = 🤝 <b>{ $alias } would like you to know each other's names.</b> If you want that too, press “Show who we are” in your chat. Otherwise do nothing.
notice-line-revealed = 🤝 <b>{ $alias } is { $name }.</b> You have both agreed to that.
notice-line-contact-passed = ☝️ That was sent with a contact in it. Outside this chat nobody can help if you disagree: pay and hand over only here.
notice-line-shown-self =
    { $kind ->
        [voice] 🎙 Sent. A voice tells who you are; type when you would rather stay unknown.
       *[other] 🎥 Sent. A face tells who you are; type when you would rather stay unknown.
    }
toast-line-left = You have left this chat
toast-line-muted = 🔕 Messages come without a sound
toast-line-loud = 🔔 Messages come with a sound
toast-line-paused = ⏸ The other side knows that you answer later
toast-line-back = ▶️ The other side knows that you are back
toast-line-revealed = 🤝 You both know each other's names now
toast-line-reveal-asked = 🤝 Asked. You learn each other's names once the other side agrees.
toast-line-reported = 🚩 Thank you. A person will look at it.
toast-line-blocked = 🚫 Blocked. You will not hear from each other again.
toast-line-unsent = ↩️ Taken back
toast-line-sent = ✅ Sent
toast-line-looking = 🔍 It goes as soon as I have looked through the picture
toast-line-gone = Not sent
offer-ask = 💬 Ask a question
quest-chat = 💬 Chat
command-chats = Your chats
command-leave = Leave the chat
command-unsend = Take a message back
chats-some =
    💬 <b>Your chats</b>
    
    Press one to write there.
chats-none =
    💬 <b>Your chats</b>
    
    There are none yet. A chat opens from an offer or a delivery: press “Ask a question” or “Chat” on its card.
