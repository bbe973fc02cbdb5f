# Posting a trip: the form of a GlidePath.

trip-progress =
    🧳 <b>New GlidePath</b> · { $step } / { $steps }
    { "" }
trip-ask-from =
    🛫 <b>Where does your trip start?</b>

    Press a place, type any city or airport in any script, or send a location with 📎.
trip-ask-to =
    🛬 <b>Where does it lead?</b>

    Press a place, or type any city or airport.
trip-ask-mode = 🧭 <b>How do you travel?</b>
trip-ask-day =
    📅 <b>On which day do you leave { $place }?</b>

    Press a day, or type one: “12 Dec”, “tomorrow”, “Friday 18:00”.
trip-ask-clock =
    🕒 <b>At what time?</b>

    In the time of { $place }. Press the nearest hour, or type it: “18:45”.
trip-ask-arrival =
    🏁 <b>When do you arrive?</b>

    { $departs } → { $arrives }

    Each in the time of its place. Move it with the buttons, or type the time in { $place }: “21:15”.
trip-ask-room =
    🎒 <b>How much room do you have to spare?</b>

    Press what is nearest, or type it: “7.5 kg”, “12 kg 60 l”.
trip-ask-categories =
    🗂 <b>What may it be?</b>

    Press to take a kind out or in. You may open every parcel, whatever it is.
trip-ask-detour =
    ↪️ <b>How far may a detour be, there and back to your way?</b>

    Press a distance, or type kilometres. A bigger detour finds more parcels.
trip-ask-price =
    💶 <b>Would you like to name a price for a kilogram?</b>

    Type it, in { $currency } or any other money: “3.50”. Senders see it; you can still agree on another.
trip-ask-note =
    📝 <b>Anything a sender should know?</b>

    Type a sentence or two: where you can meet, what you would rather not carry. No numbers or names, please: you talk through the bot.
trip-ask-weekly =
    🔁 <b>Do you make this trip every week?</b>

    Then each week’s trip opens by itself, two weeks ahead, and counts as one post.
trip-weekly =
    🔁 <b>Every { $weekday }</b>

    Press a date to leave it out. Type a date after which it ends.
trip-weekly-until = Until { $until }.
trip-weekly-yes = 🔁 Every week
trip-weekly-no = Only once
trip-no-price = Without a price
trip-review =
    🧳 <b>Does this look right?</b>
    { "" }
trip-review-change =
    ✏️ <b>Change what you like, then save</b>
    { "" }
trip-supply =
    { "" }
    { $supply ->
        [one] 📊 One other trip goes this way in the next { $days } days.
       *[other] 📊 { $supply } other trips go this way in the next { $days } days.
    }
trip-change-from = 🛫 From
trip-change-to = 🛬 To
trip-change-mode = 🧭 How
trip-change-day = 📅 Day
trip-change-clock = 🕒 Time
trip-change-arrival = 🏁 Arrival
trip-change-room = 🎒 Room
trip-change-categories = 🗂 Kinds
trip-change-price = 💶 Price
trip-change-note = 📝 Note
trip-change-detour = ↪️ Detour
trip-change-weekly = 🔁 Weekly
trip-post = ✅ Post this trip
trip-posted =
    ✅ <b>Your trip is up</b>

    Senders who need to reach your destination find it now, and we message you when a parcel fits. You need not do anything until then.
trip-changed = ✅ <b>Saved.</b> Everybody sees the trip as it is now.
trip-show = 🧳 Show my trip

mode-flight = ✈️ Plane
mode-train = 🚆 Train
mode-bus = 🚌 Bus
mode-car = 🚗 Car
mode-ferry = ⛴ Ferry
room-papers = ✉️ Papers · { $weight }
room-cabin = 🎒 Cabin bag · { $weight }, { $volume }
room-suitcase = 🧳 Suitcase · { $weight }, { $volume }
room-boot = 🚗 Boot · { $weight }, { $volume }
km = { $km }
step-m60 = −1 h
step-m15 = −15 min
step-p15 = +15 min
step-p60 = +1 h

tab-trips-open =
    🧳 <b>GlidePaths</b>

    Your open trips. Press one to see or change it.
tab-trips-ended =
    🧳 <b>GlidePaths</b>

    Your trips that have ended. A copy of one is quickly posted again.
tab-trips-none-ended =
    🧳 <b>GlidePaths</b>

    No trip has ended yet.
tab-show-ended = 🕘 Ended
tab-show-open = 🟢 Open
trip-new = ➕ Post a trip
trip-resume = ▶️ Go on with my draft
trip-cancel-sure =
    🗑 <b>Take this trip back?</b>
    { "" }
trip-cancel-what =
    { "" }
    Senders do not find it any more. You can post it again at any time.
trip-cancel-yes = 🗑 Yes, take it back
trip-cancel-date = 🗑 Only this date
trip-cancel-all = 🗑 All dates, for good
trip-cancel-no = ‹ No, keep it
note-trip-cancelled = 🗑 The trip is taken back.
note-series-cancelled = 🗑 The weekly trip is taken back, with all its dates.
