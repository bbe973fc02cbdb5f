# Finding trips and parcels, and alerts for trips.

search-trips-from =
    🔎 <b>Find trips: from where?</b>

    Press a place, type any city or airport, or send a location with 📎.
search-trips-to = 🔎 <b>Find trips: to where?</b>
search-parcels-from =
    🔎 <b>Find parcels: from where?</b>

    Press a place, type any city or airport, or send a location with 📎.
search-parcels-to = 🔎 <b>Find parcels: to where?</b>
search-day =
    📅 <b>Around which day?</b>

    You see what fits { $around } days before and after it. Press a day or type one.
search-any-day = 📆 Any day
search-route = 🔎 <b>{ $from } → { $to }</b>
search-around = 📅 around { $day }, give or take { $around } days
search-some-trips =
    { "" }
    { $count ->
        [one] One trip goes this way. Press it to see more.
       *[other] { $count } trips go this way, the earliest first. Press one to see more.
    }
search-no-trips =
    { "" }
    Nobody has posted such a trip yet. Press 🔔 and you hear of the first one, or look around another day.
search-some-parcels =
    { "" }
    { $count ->
        [one] One parcel goes this way. Press it to see more.
       *[other] { $count } parcels go this way, the most urgent first. Press one to see more.
    }
search-no-parcels =
    { "" }
    Nothing waits on this way just now. Post your trip, and you hear of the first parcel that fits.
search-parcel = 📦 { $kind } · { $reward } · by { $deadline }
search-alert = 🔔 Tell me when somebody goes
search-change-day = 📅 Day
search-turn-around = 🔄 The other way
search-change-from = 🛫 From
search-change-to = 🛬 To
find-parcels = 🔎 Find parcels
find-trips = 🔎 Find trips
alerts-open = 🔔 Alerts

alerts-some =
    🔔 <b>Alerts</b>

    You hear of every new trip on these ways. Press one to remove it.
alerts-none =
    🔔 <b>Alerts</b>

    No alert yet. Name a way, and you hear of every new trip on it.
alert-remove = ✖️ { $from } → { $to }
alert-new = ➕ New alert
alert-from = 🔔 <b>From where shall somebody go?</b>
alert-to = 🔔 <b>And to where?</b>
note-alert-set = 🔔 You hear of every new trip { $from } → { $to }.
note-alert-removed = ✖️ The alert is gone.
