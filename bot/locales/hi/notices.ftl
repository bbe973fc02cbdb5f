# जो बिना बटन दबाए बताया जाता है।

notice-our-fault = 😔 आपकी भेजी एक चीज़ पर कार्रवाई नहीं हो सकी, और ग़लती हमारी है। संचालकों को पता है। फिर से कोशिश करें, या /menu पर जाएँ।
notice-operators-quarantine =
    🚨 <b>एक अपडेट अलग रखा गया</b>

    { $attempts } कोशिशों के बाद: { $error }
    अनुरोध { $request }
notice-operators-undeliverable =
    🚨 <b>एक संदेश नहीं भेजा जा सका</b>

    { $method }: { $error }
    अनुरोध { $request }
