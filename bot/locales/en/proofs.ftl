# Proofs: photos of what changes hands.

quest-photos =
    📷 { $dropoff_photos ->
        [0] Photos of the pick-up: { $pickup_photos }
       *[other] { $pickup_photos ->
            [0] Photos of the hand-over: { $dropoff_photos }
           *[other] Photos: { $pickup_photos } of the pick-up, { $dropoff_photos } of the hand-over
        }
    }
quest-photo-pickup = 📷 Take photos
quest-photo-dropoff =
    { $dropoff_photos ->
        [0] 📷 No code? Take a photo
       *[other] 📷 One more photo
    }
quest-show-photos = 🖼 Show the photos
quest-vouch = 🤝 Handed over, the photo shows it
quest-vouch-sure = 🤝 Yes, I have handed it over
quest-not-yet = ‹ Not yet
quest-state-delivered-by-photo =
    { $side ->
        [carrier] 📷 Handed over, by your word and photo. { $price } is released to you by { $release_at }, unless the sender reports a problem.
       *[requester] 📷 The Carrier says that the parcel is handed over, and this is his photo. Please ask whoever receives it. If all is well, press the button; otherwise the money goes to the Carrier by { $release_at }, unless you report a problem.
    }
toast-quest-vouch-ask = 🤝 Without the code the sender has { $hours } hours to say that something is wrong. Your money waits so long. Have you handed it over?
toast-quest-vouched = 🎉 Noted. The sender sees your photo now.
photos-ask =
    { $kind ->
        [pickup] 📷 <b>Photos of the pick-up</b>
       *[dropoff] 📷 <b>A photo of the hand-over</b>
    }

    { $from } → { $to }. { $kind ->
        [pickup] Open the parcel together and send me photos of what is inside and of the packing. They belong to the record that you both sign by your buttons.
       *[dropoff] Is there nobody with the code? Photograph the parcel where you hand it over, and send me the photo. The sender then has { $hours } hours to answer before you are paid; with the code it is quicker.
    }

    Take it now, with your camera. Let a note with today’s word <b>{ $word }</b> be seen, and no faces.
photos-sent =
    { $sent ->
        [one] 🖼 { $sent } photo is here. Send another, or press Done.
       *[other] 🖼 { $sent } photos are here. Send another, or press Done.
    }
photos-caption =
    { $kind ->
        [pickup] 📷 Pick-up
       *[dropoff] 📷 Hand-over
    } · { $count }
note-no-proof = 📷 Only a photo counts here, please: no video, no sticker, and not as a file.
notice-photo-refused =
    { $flaw ->
        [seen] 🖼 That picture was sent before, so it is no proof. Please take a new one.
        [unreadable] 🖼 I cannot read that picture. Please take a new one.
       *[gone] 🔌 Your photo did not reach me. Please send it once more.
    }
refused-photo-was-forwarded = 🖼 A forwarded picture is no proof. Please take one yourself, with your camera.
refused-photo-seen-before = 🖼 That picture was sent before, so it is no proof. Please take a new one.
refused-photo-too-large = 🖼 That picture is too large. Please send it as a photo, from your camera.
refused-photos-by-the-carrier = 📷 The Carrier takes the photos, for he has the parcel.
refused-no-photo-yet = 📷 Your photo is not here yet. Send one, or press again in a moment.
