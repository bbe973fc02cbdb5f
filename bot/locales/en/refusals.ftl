# Every refusal of a rule has words here; a test walks all of them.

refused-wrong-moment = That cannot be done now. Here is /menu.
refused-peer-is-gone = You asked to be forgotten, so there is nothing left to change. Write /start to begin anew.
refused-unknown-currency = 💱 I do not know “{ $typed }” as money. Type a code of three letters, such as EUR, INR or USD.

refused-same-place = 📍 Start and end would be the same place. Name another one.
refused-unknown-place = 📍 That place is not known here. Type its name again.
refused-no-category = 🗂 Choose at least one kind of thing.
refused-weight-out-of-range = ⚖️ Between { $least } g and { $most_kg } kg, please.
refused-volume-out-of-range = 📐 Between { $least } ml and { $most_litres } litres, please.
refused-note-too-long = ✂️ A note has at most { $most } characters; this one has { $length }. Shorten it a little.
refused-join-first = ✋ Let us finish getting to know each other first: /start
refused-too-many-open-posts = 📚 You have { $most } posts open, and that is the most for now. Take one back, or wait until one ends.
refused-posting-too-fast =
    { $minutes ->
        [one] ⏳ One post at a time: please try again in a minute. What you filled in is kept.
       *[other] ⏳ One post at a time: please try again in { $minutes } minutes. What you filled in is kept.
    }
refused-trip-is-closed = 🏁 This trip has ended, so nothing about it changes any more. You can post it again.
refused-departs-in-the-past = 🕒 That moment has passed. Choose a later one.
refused-departs-too-far-ahead = 📅 Trips are taken up to { $days } days ahead. Choose an earlier date, or come back nearer to it.
refused-arrives-before-departure = 🕒 The arrival must be after the departure.
refused-takes-too-long = 🕒 That would take longer than { $days } days. Check the date of arrival.
refused-detour-only-by-car = 🚗 Only a drive makes detours.
refused-detour-out-of-range = ↪️ Between 0 and { $most } km, please.
refused-price-out-of-range = 💶 A price must be more than nothing, and what somebody would pay.
refused-weekly-ends-early = 🔁 The last date is before the first one.
refused-too-many-skipped-dates = 🔁 At most { $most } dates can be left out.
refused-glide-path-missing = 🧳 This trip is not there any more.
refused-parcel-is-closed = 🏁 This parcel is closed, so nothing about it changes any more. You can post it again.
refused-no-items = 📦 Tell what is inside, one thing a line.
refused-too-many-items = 📦 At most { $most } things, please. Put alike ones into one line.
refused-item-title-missing = 📦 Each thing needs a name of at most { $most } characters.
refused-quantity-out-of-range = 🔢 Between 1 and { $most } of a kind, please.
refused-value-out-of-range = 💶 Tell what one of it is worth: nothing or more.
refused-values-in-two-currencies = 💱 Please value all things in one currency; I read { $currencies }.
refused-value-above-cap = 🛡 The contents are worth { $value }; at most { $cap } may travel in one parcel. Take something out, or send two.
refused-value-needs-main-currency = 💱 Values are declared in { $currency } here, not in { $given }.
refused-ready-too-late = 📅 It must be ready before it has to arrive.
refused-deadline-in-the-past = 📅 That day has passed. Choose a later one.
refused-deadline-too-far-ahead = 📅 Parcels are taken up to { $days } days ahead. Choose an earlier day.
refused-reward-out-of-range = 💶 A reward must be more than nothing, and what you would really pay.
refused-recipient-name-missing = 👤 Tell who receives it, with at most { $most } characters.
refused-duty-unsettled = 🛃 A border is crossed: choose who pays duty, if there is any.
refused-duty-without-border = 🛃 No border is crossed, so there is no duty to pay.
refused-prohibited-item =
    🚫 { $rule ->
        [weapons] Weapons and what belongs to them
        [drugs] Drugs
        [alcohol] Alcohol
        [animals] Live animals
        [remains] Human remains and samples
        [cash] Cash and bearer papers
        [hazardous] Hazardous goods
        [counterfeit] Counterfeit goods
        [stolen] Stolen goods
        [medicine] Prescription medicine
       *[other] Such things
    } never travel here. I read “{ $word }” in “{ $item }”.
refused-rules-not-confirmed = 🤝 Please confirm that nothing prohibited is inside.
refused-too-many-photos = 🖼 At most { $most } photos, please.
refused-parcel-missing = 📦 This parcel is not there any more.
refused-too-many-alerts = 🔔 You have { $most } alerts, and that is the most. Remove one first.

refused-too-many-tokens = 🔑 You have { $most } keys, and that is the most. Revoke one first.
refused-token-name-too-long = ✂️ A name has at most { $most } characters; this one has { $length }.
refused-token-missing = 🔑 This key is not there any more.
refused-key-reused = 🔁 That was sent before, with other content.
refused-key-in-flight = ⏳ That is being worked on right now.

refused-offer-missing = 🤝 This offer is not there any more.
refused-offer-is-over =
    ⌛ { $state ->
        [accepted] This offer has been accepted already.
        [declined] This offer was declined.
        [withdrawn] This offer was taken back.
        [expired] This offer's time is over.
       *[lapsed] This offer is over: the trip or the parcel is not what it was.
    } There may be others: /matches
refused-parcel-already-taken = 🙇 Somebody was a moment quicker with this parcel. I am already looking for your next one.
refused-fits-no-longer = 🧳 The trip and the parcel do not fit each other any more: the time, the room or the route has changed.
refused-not-your-turn = ⏳ It is the other side's turn now. I will tell you as soon as there is an answer.
refused-answer-was-no = 🙅 The other side has said no to this, or to something like it. Look at another one.
refused-asked-often-enough = ✋ You have asked { $most } times about this one, and that is the most. Look at another one.
refused-many-carriers-wait = 👥 Several Carriers wait for this sender’s answer just now. Try again in an hour or two.
refused-no-counters-left = 🤝 You have proposed { $most } prices, and that is the most. Take the price on the table, or decline.
refused-price-far-off = 💶 Propose a price that somebody would really pay: more than nothing, and not ten times the first one.
refused-price-unchanged = 💶 That is the price on the table. To agree, take it.
refused-price-has-changed = 💶 The price has changed in the meantime: it is { $price } now. Look again before you agree.
refused-demand-out-of-range = ⭐ Choose one of the ratings on the buttons.
refused-nobody-blocks-himself = 🙂 That is you.
refused-quest-missing = 🚚 This quest is not there any more.
refused-quest-is-over = 🚚 This quest has ended, so nothing about it changes any more.
refused-cost-has-changed = 🛑 What it costs to cancel has just changed. Press “Cancel” again and look.
refused-parcel-is-promised = 📦 Somebody carries this parcel. To change it, cancel the quest first: /quests
refused-trip-is-promised = 🤝 You have promised to carry a parcel on this trip. To change or cancel it, cancel the quest first: /quests
refused-room-is-promised = 🧳 More of your room is promised than that would leave.
refused-not-payable-now = 💳 There is no link to pay by just now: it is being made, it was paid, or its time is over. Look at the quest: /quests
refused-money-is-not-held = 💶 There is no money to share out here: it was not paid, or was shared out before.
refused-money-is-frozen = 🧊 This payment is being looked into, by the bank of whoever paid or by the operators, so its money stays where it is until that is settled.
refused-money-is-not-released = 💶 Nothing of this money can be given back just now: it has not reached the Carrier, or a part is on its way back already.
refused-more-than-was-released = 💶 No more than { $left } can be given back of this.
refused-quest-has-moved-on = 🚚 This quest has moved on in the meantime. Its card says how it stands: /quests
refused-not-a-code = 🔑 The code has six digits. Type them as you read them.
refused-code-is-locked = 🔐 Too many wrong codes were given. An operator has been told, and sees to a new one.
refused-for-the-carrier = 🔑 This code is for the Carrier: he scans or types it when he hands the parcel over.
refused-for-the-requester = 🔑 Only the sender can do that.
refused-payouts-not-set-up = 🏦 Nobody is paid here yet: the operator has not set up payments.
refused-identity-not-set-up = 🪪 Nobody is verified here yet: the operator has not set it up.
refused-verified-already = ✅ You are verified already.
refused-being-checked = 🪪 Stripe is looking at it. I tell you as soon as it is done.
refused-nothing-to-rate = ⭐ You can rate each other once the parcel is handed over.
refused-ratings-are-shown = ⭐ What you said of each other is shown, so it changes no more.
refused-rating-needs-stars = ⭐ Press one to five stars first.
refused-rating-too-long = ✂️ At most { $most } characters, please; these are { $length }.
refused-line-missing = 🤷 That chat is not there any more.
refused-line-is-over = ⚪️ This chat is closed. Open another one from an offer or a delivery.
refused-nothing-to-reveal = 🔒 Names can be shown once the delivery is paid.
refused-message-missing = 🤷 There is no such message of yours.
refused-message-too-long = ✂️ That is too long for one message. Please send it anew, in parts of up to { $most } characters. Shortening this one sends nothing.
refused-nothing-said = 🤷 There is nothing in it. Write a few words.
refused-too-late-to-take-back = ⏳ After two days Telegram takes nothing back any more.
refused-number-too-early = 🔒 Phone numbers can be shared once the delivery is paid. Until then, write here.
refused-files-too-early = 🔒 Files can be sent once the delivery is paid, because nobody can see what is hidden in them. Until then a photo works.
refused-no-reason = ✍️ Say who you are, and why.
refused-code-too-early = 🔒 A picture with this code can be sent once the delivery is paid.
refused-not-relayed =
    { $kind ->
        [contact] 🚫 I pass on nobody else's contact card. Once the delivery is paid you can share your own.
        [story] 🚫 Stories are not passed on: they show who posted them. Send the picture itself.
        [game] 🚫 Polls, dice and games are not passed on. Write it in words.
        [sticker] 🚫 This sticker could show who made it. Send an emoji or a few words.
       *[other] 🚫 I cannot pass this kind of message on. Text, photos, videos, voice and places work.
    }
refused-already-reported = 🚩 You have reported this already. A person will look at it.
refused-not-a-reaction = 🤷 That cannot be a reaction here.
refused-has-no-words = 🤷 There are no words in this message to change.
refused-article-missing = ❔ This help page is not there any more. /help shows the others.
refused-ticket-missing = 🎧 That conversation with Support is not there any more.
refused-ticket-is-closed = ⚪️ This conversation is closed. Write to Support again, and a new one begins: /help
refused-ticket-message-missing = 🤷 There is no such message of yours.
refused-not-ratable = ⭐ You can say how it was once it is solved.
refused-stars-out-of-range = ⭐ One to { $most } stars, please.
refused-subject-too-long = ✂️ A subject has at most { $most } characters; this one has { $length }.
refused-not-mergeable = 🔗 Only two conversations of the same person can be joined, and the other one must not be closed.
refused-too-many-tags = 🏷 At most { $most } tags, each short.

refused-not-an-email = ✉️ That is no e-mail address that letters reach. Write it as name@example.org.
refused-not-a-mobile = 📱 That is no mobile number. Write it with the code of its country, as +34 600 123 456.
refused-too-many-codes = ⏳ { $most } codes were asked for in a day, and that is the most. Try again tomorrow.
