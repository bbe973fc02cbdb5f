# Help: topics, articles, and the way to a person. The articles themselves stand in articles/.

help-ask =
    ❔ <b>Help</b>

    Type your question in your own words, or choose a topic.
help-now =
    { "" }
    This may concern you now:
help-now-quest =
    { $state ->
        [accepted] 💳 { $from } → { $to }: to pay
        [funded] 📋 { $from } → { $to }: the pick-up
        [picked_up] 🔑 { $from } → { $to }: the hand-over
        [delivered] 🎉 { $from } → { $to }: the money
       *[other] 🚩 { $from } → { $to }: the complaint
    }
help-now-trip = 🧳 { $from } → { $to }: you leave soon
help-topic-start = 🧭 Getting started
help-topic-posts = 📦 Parcels and trips
help-topic-money = 💶 Money
help-topic-meeting = 🤝 Meeting and chat
help-topic-trouble = 🚩 When it goes wrong
help-topic-account = 👤 You and your data
help-topic-text =
    <b>{ $title }</b>

    Choose, or type your question.
help-found = 🔎 <b>This may help.</b> If not, type it in other words.
help-found-none = 🔎 I found nothing about that. Try other words, or ask a person.
help-yes = 👍 That helped
help-no = 👎 Not yet
note-help-thanks = 👍 Good to know, thank you.
note-help-sorry = 🙏 Sorry. Type it in other words, or ask a person with the button below.
help-way-menu = ☰ Main menu
help-way-parcels = 📦 To my parcels
help-way-trips = 🧳 To my trips
help-way-find = 🔎 Find trips
help-way-matches = 🤝 To my offers
help-way-quests = 🚚 To my deliveries
help-way-profile = 👤 To my profile
help-way-chats = 💬 To my chats
help-way-privacy = 🔒 To my data
help-person = 🎧 Talk to a person
help-ticket = 🎧 Your conversation #{ $number } with Support
help-person-ask =
    🎧 <b>What is it about?</b>

    Press what fits, or just write what happened.
ticket-category =
    { $category ->
        [delivery] 🚚 A delivery
        [money] 💶 Money
        [posts] 📦 A parcel or a trip
        [safety] 🛡 Somebody is rude or dishonest
        [account] 👤 My account
       *[other] 💬 Something else
    }
help-commands-title = ⌨️ Which commands are there?
help-commands-text =
    ⌨️ <b>Commands</b>

    /menu – the main menu
    /trip – post a trip, also in one line: /trip Delhi Mumbai 12 Dec 18:00 10kg flight
    /send – post a parcel, also begun in one line: /send Delhi Mumbai 2kg books by 12 Dec 15 EUR
    /find – find trips
    /alerts – be told when somebody goes
    /matches – offers that wait
    /quests – deliveries under way
    /profile – home, money, language
    /language – change the language
    /privacy – what is kept, your file, forget me
    /help – this help
    /cancel – stop what you are doing
