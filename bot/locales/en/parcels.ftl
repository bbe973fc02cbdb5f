# Posting a parcel: the form of a DropParcel.

parcel-progress =
    📦 <b>New DropParcel</b> · { $step } / { $steps }
    { "" }
parcel-ask-from =
    🛫 <b>From where does it go?</b>

    Press a place, type any city in any script, or send a location with 📎.
parcel-ask-to =
    🛬 <b>Where to?</b>

    Press a place, or type any city.
parcel-ask-items =
    🧾 <b>What is inside?</b>

    Type one thing a line: how many, what, and what one is worth in { $currency }.

    2 novels 15
    Scarf, 20
    3 x Pen 1.50
parcel-items =
    🧾 <b>Inside, worth { $total } together</b>

    { $items }

    Type more, press a thing to take it out, or go on.
parcel-item =
    { $count ->
        [1] • { $title } · { $value }
       *[other] • { $count } × { $title } · { $value } each
    }
parcel-prohibited =
    🚫 <b>This may not travel</b>

    { $hits }

    I know words, not things. Change it, or if I am wrong, a person looks at it before anybody sees it.
parcel-hit =
    { $rule ->
        [weapons] Weapons
        [drugs] Drugs
        [alcohol] Alcohol
        [animals] Live animals
        [remains] Human remains
        [cash] Cash
        [hazardous] Hazardous goods
        [counterfeit] Counterfeits
        [stolen] Stolen goods
       *[medicine] Prescription medicine
    }: “{ $word }” in “{ $item }”
parcel-your-note = your note
parcel-change-list = ✏️ Change the list
parcel-change-that-note = ✏️ Change the note
parcel-ask-person = 🙋 Ask a person to look
parcel-ask-category = 🗂 <b>What is it most of all?</b>
parcel-ask-weight =
    ⚖️ <b>How heavy is it, packed?</b>

    Press the nearest, or type it: “700 g”, “2.5 kg”.
parcel-ask-size =
    📐 <b>How large is it, packed?</b>

    Press what it fits into, or type its sides in centimetres, “40x30x20”, or litres, “12 l”.
parcel-ask-photos =
    🖼 <b>Show what it is</b>

    Send 1 to { $most } photos of the things before you pack them, no faces please. Travelers trust what they see.
parcel-photos =
    🖼 <b>{ $count } of { $most } photos</b>

    Send more, or go on.
parcel-photos-full =
    🖼 <b>{ $count } of { $most } photos</b>

    That is all that fits. Go on, or remove them and send others.
parcel-photos-remove = 🗑 Remove all
parcel-photos-none = Without photos
parcel-ask-ready =
    📅 <b>From which day can it be picked up in { $place }?</b>

    Press a day, or type one: “12 Dec”, “tomorrow”.
parcel-ready-now = 📦 It is ready now
parcel-ask-deadline =
    🏁 <b>By which day must it be in { $place }?</b>

    Press a day, or type one. A later day finds more travelers.
parcel-ask-reward =
    💶 <b>What do you pay the traveler?</b>

    Press ➖ or ➕, or type another sum, in { $currency } or any other money. You pay only when an offer is accepted.
parcel-reward-hint =
    { "" }
    💡 { $hint } would be fair: two meetings, { $weight } to carry, { $km } of way.
parcel-reward-less = ➖
parcel-reward-keep = ✅ { $amount }
parcel-reward-more = ➕
parcel-ask-recipient =
    👤 <b>Who receives it?</b>

    Press the button, or type the name of whoever takes it at the door. Only you see it here.
parcel-for-me = 🙋 I do
parcel-ask-duty =
    🛃 <b>Who pays duty, if customs in { $place } ask for it?</b>

    Fixed now, so that nobody argues at the border. The traveler never pays.
duty-requester = 🙋 I pay
duty-recipient = 👤 { $name } pays
parcel-ask-note =
    📝 <b>Anything the traveler should know?</b>

    Type a sentence or two: where you can meet, how to hold it. No numbers or names, please: you talk through the bot.
parcel-review =
    📦 <b>Does this look right?</b>
    { "" }
parcel-review-change =
    ✏️ <b>Change what you like, then save</b>
    { "" }
parcel-supply =
    { "" }
    { $supply ->
        [one] 📊 One trip goes this way in the next { $days } days.
       *[other] 📊 { $supply } trips go this way in the next { $days } days.
    }
parcel-person-looks =
    { "" }
    🙋 A person looks at it first; after that it is open.
parcel-never-inside =
    { "" }
    🚫 <b>Never inside:</b> weapons, drugs, alcohol, live animals, human remains, cash, hazardous goods, counterfeit or stolen goods, prescription medicine. The traveler may open it.
parcel-change-from = 🛫 From
parcel-change-to = 🛬 To
parcel-change-items = 🧾 Things
parcel-change-category = 🗂 Kind
parcel-change-weight = ⚖️ Weight
parcel-change-size = 📐 Size
parcel-change-photos = 🖼 Photos
parcel-change-ready = 📅 Ready
parcel-change-deadline = 🏁 Deadline
parcel-change-reward = 💶 Reward
parcel-change-recipient = 👤 Recipient
parcel-change-note = 📝 Note
parcel-change-duty = 🛃 Duty
parcel-post = ✅ Nothing prohibited inside: post it
parcel-save = ✅ Nothing prohibited inside: save it
parcel-posted =
    ✅ <b>Your parcel is up</b>

    Travelers going that way find it now, and we message you when a trip fits. You need not do anything until then.
parcel-changed = ✅ <b>Saved.</b> Everybody sees the parcel as it is now.
parcel-held =
    🙋 <b>A person looks at it first</b>

    Nobody sees your parcel until then. We message you what was decided and why.
parcel-show = 📦 Show my parcel

weight = { $weight }
size-envelope = ✉️ Envelope · { $volume }
size-book = 📕 Book · { $volume }
size-shoebox = 👟 Shoebox · { $volume }
size-backpack = 🎒 Backpack · { $volume }
size-cabin = 👜 Cabin bag · { $volume }
size-suitcase = 🧳 Suitcase · { $volume }
kind-documents = 📄 Documents
kind-clothes = 👕 Clothes
kind-electronics = 📱 Electronics
kind-food = 🍯 Food
kind-gifts = 🎁 Gifts
kind-cosmetics = 🧴 Cosmetics
kind-books = 📚 Books
kind-other = 📦 Other

tab-parcels-open =
    📦 <b>DropParcels</b>

    Your open parcels. Press one to see or change it.
tab-parcels-ended =
    📦 <b>DropParcels</b>

    Your parcels that have ended. A copy of one is quickly posted again.
tab-parcels-none-ended =
    📦 <b>DropParcels</b>

    No parcel has ended yet.
parcel-new = ➕ Send a parcel
parcel-cancel-sure =
    🗑 <b>Take this parcel back?</b>
    { "" }
parcel-cancel-what =
    { "" }
    Travelers do not find it any more. It costs nothing, and you can post it again at any time.
parcel-cancel-yes = 🗑 Yes, take it back
parcel-cancel-no = ‹ No, keep it
note-parcel-cancelled = 🗑 The parcel is taken back.

note-item-unread = 🧾 I could not read “{ $line }”. How many, what, and what one is worth: “2 novels 15”.
note-no-weight = ⚖️ I could not read a weight in that. Try “700 g” or “2.5 kg”.
note-no-size = 📐 I could not read a size in that. Try “40x30x20” or “12 l”.
note-same-photo = 🖼 I have that one already.
note-photo-as-file = 🖼 Please send it as a photo, not as a file.
note-day-outside = 📅 That day cannot be chosen: from { $first } until { $last }, please.
