# Where else a Peer is reached, and what goes there.

privacy-reach = 📮 If you stop the bot
reach-show =
    📮 <b>If you stop the bot</b>

    Who blocks this bot, or leaves Telegram, would not hear that money has moved, that a parcel changes hands, that somebody complains, or what Support answers. If you name an address, just that is written to you there, and only while the bot is blocked. No other Peer sees the address, nothing else is sent to it, and you can take it away again here.
    { "" }
reach-mail =
    { $is_with_mail ->
        [1] ✉️ <b>{ $mail }</b>
       *[0] ✉️ No e-mail address
    }
reach-phone =
    { $is_with_phone ->
        [1] 📱 <b>{ $phone }</b>, for the day of a hand-over
       *[0] 📱 No mobile number for the day of a hand-over
    }
reach-name-mail =
    { $is_with_mail ->
        [1] ✉️ Another address
       *[0] ✉️ Name an address
    }
reach-drop-mail = 🗑 Take it away
reach-name-phone =
    { $is_with_phone ->
        [1] 📱 Another number
       *[0] 📱 Name a number
    }
reach-drop-phone = 🗑 Take it away
reach-ask-mail =
    ✉️ <b>What is your e-mail address?</b>

    Type it. A code goes there, to see that it is yours. With the code you agree that what matters is written to you there while the bot is blocked.
reach-ask-phone =
    📱 <b>What is your mobile number?</b>

    Type it with the code of its country, as +34 600 123 456. A code goes there, to see that it is yours. With the code you agree to one short message on the day of a hand-over, never at night, and only while the bot is blocked.
reach-ask-code =
    🔢 <b>Which code did you get?</b>

    { $kind ->
        [email] A letter to { $address } is on its way. If it does not come, look among spam.
       *[sms] A short message to { $address } is on its way.
    } Type the six digits here within { $minutes } minutes.
reach-code-over = ⌛ That code is not good any more. Name the address again, and a new one goes there.
reach-wrong-code =
    { $left ->
        [one] 🔢 That is not the code. One more try.
       *[other] 🔢 That is not the code. { $left } more tries.
    }
reach-confirmed = ✅ It is yours, and is used from now on.
reach-dropped = 🗑 Gone. Nothing is sent there any more.

notice-address-lost =
    { $kind ->
        [email] ✉️ Nobody takes letters at { $address }, so nothing is sent there any more.
       *[sms] 📱 Nobody takes short messages at { $address }, so nothing is sent there any more.
    } You can name another one: /privacy
notice-address-stopped =
    { $kind ->
        [email] ✉️ You wanted no more letters at { $address }, so nothing is sent there any more.
       *[sms] 📱 You wanted no more short messages at { $address }, so nothing is sent there any more.
    } You can name it again: /privacy

letter-why = You have blocked Peer-Cargo in Telegram, so this comes as a letter.
letter-has-file = There is a file with it, which you find in Telegram.
letter-open = Open Peer-Cargo in Telegram
letter-foot = Replies to this e-mail are not read. Write to us in Telegram: { $chat } – you named this address yourself. Your mail program’s button “Unsubscribe” ends these letters, and so does /privacy in the chat.
letter-subject-quest = Your delivery { $from } → { $to }
letter-subject-support = Support has written to you
letter-subject-money = About your money at Peer-Cargo
letter-subject-code = Your code for Peer-Cargo
letter-code =
    Your code is <b>{ $code }</b>. Type it in the chat with Peer-Cargo in Telegram within 30 minutes.

    If you have not asked for it, somebody has mistyped his own address: you need do nothing, and nothing more comes.
sms-code = Peer-Cargo: your code is { $code }. Type it in the chat in Telegram.
sms-today =
    { $state ->
        [funded] Peer-Cargo: the parcel { $from } → { $to } changes hands today, and you have blocked the bot.
       *[other] Peer-Cargo: the parcel { $from } → { $to } is handed over today, and you have blocked the bot.
    } Details in Telegram: { $chat }
