# What Telegram shows before the first message, and the command list.

command-menu = Main menu
command-trip = Post a trip
command-send = Post a parcel
command-find = Find trips
command-alerts = Tell me when somebody goes
command-matches = Offers that wait
command-quests = Deliveries under way
command-profile = Home, money, language
command-language = Change the language
command-privacy = Your data: see, take, remove
command-help = Help
command-cancel = Stop what you are doing
front-description =
    Peer-Cargo joins people who travel with people who send.

    Have room in your luggage? Carry a parcel and earn. Have something to send? Someone is going there.

    Press Start; it takes a minute.
front-short = Send with travelers, carry with spare room. Money held until hand-over.
