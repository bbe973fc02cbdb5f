// The phones' few own words, in the person's language; English where a language is not here yet.
import { baseOf } from "./languages.js";

const WORDS = {
  en: {
    start: "Start", restart: "Restart", message: "Message", bot: "bot", typing: "typing", offline: "not listening",
    chats: "Chats", menu: "Menu", back: "Back", send: "Send", attach: "Attach", edited: "edited", pinned: "Pinned message",
    block: "Stop and block bot", unblock: "Unblock", blocked: "You blocked this bot", clear: "Clear history", what: "What can this bot do?",
    reply: "Reply", edit: "Edit", remove: "Delete", copy: "Copy", copied: "Copied", again: "Press again", cancel: "Cancel",
    forwarded: "Forwarded from", photo: "Photo", video: "Video", voice: "Voice message", audio: "Audio", file: "File", sticker: "Sticker",
    place: "Location", live: "Live location", contact: "Contact", poll: "Poll", dice: "Dice", gif: "GIF", round: "Video message", album: "Album",
    samples: "Sample pictures", choose: "Photo or album", today: "Today", yesterday: "Yesterday", fresh: "Unread messages", empty: "No messages yet",
    ok: "OK", you: "You", close: "Close", bottom: "Scroll to the newest", keyboard: "Keyboard", venue: "Venue",
    until: "until", votes: "votes", joined: "joined", left: "left", pinnedThis: "pinned a message",
    ended: "ended", commands: "Commands",
    all: "All", newTopic: "New topic", deleteTopic: "Delete topic", forward: "Forward", pin: "Pin", unpin: "Unpin", quote: "Quote",
    replace: "Replace file", stopLive: "Stop sharing", other: "Other content", films: "Sample films", livePhoto: "Live photo", timer: "Messages vanish after",
  },
  es: {
    start: "Iniciar", restart: "Reiniciar", message: "Mensaje", bot: "bot", typing: "escribiendo", offline: "sin escuchar",
    chats: "Chats", menu: "Menú", back: "Atrás", send: "Enviar", attach: "Adjuntar", edited: "editado", pinned: "Mensaje fijado",
    block: "Detener y bloquear bot", unblock: "Desbloquear", blocked: "Bloqueaste este bot", clear: "Vaciar historial", what: "¿Qué puede hacer este bot?",
    reply: "Responder", edit: "Editar", remove: "Eliminar", copy: "Copiar", copied: "Copiado", again: "Pulsar de nuevo", cancel: "Cancelar",
    forwarded: "Reenviado de", photo: "Foto", video: "Vídeo", voice: "Mensaje de voz", audio: "Audio", file: "Archivo", sticker: "Sticker",
    place: "Ubicación", live: "Ubicación en vivo", contact: "Contacto", poll: "Encuesta", dice: "Dado", gif: "GIF", round: "Videomensaje", album: "Álbum",
    samples: "Fotos de muestra", choose: "Foto o álbum", today: "Hoy", yesterday: "Ayer", fresh: "Mensajes no leídos", empty: "Aún no hay mensajes",
    ok: "OK", you: "Tú", close: "Cerrar", bottom: "Ir al más reciente", keyboard: "Teclado", venue: "Lugar",
    until: "hasta", votes: "votos", joined: "se unió", left: "salió", pinnedThis: "fijó un mensaje",
    ended: "terminada", commands: "Comandos",
    all: "Todo", newTopic: "Tema nuevo", deleteTopic: "Eliminar tema", forward: "Reenviar", pin: "Fijar", unpin: "Desfijar", quote: "Citar",
    replace: "Cambiar archivo", stopLive: "Dejar de compartir", other: "Otro contenido", films: "Vídeos de muestra", livePhoto: "Foto en vivo", timer: "Los mensajes desaparecen tras",
  },
  hi: {
    start: "शुरू करें", restart: "फिर शुरू करें", message: "संदेश", bot: "बॉट", typing: "लिख रहा है", offline: "सुन नहीं रहा",
    chats: "चैट", menu: "मेनू", back: "वापस", send: "भेजें", attach: "जोड़ें", edited: "संपादित", pinned: "पिन किया संदेश",
    block: "बॉट रोकें और ब्लॉक करें", unblock: "अनब्लॉक करें", blocked: "आपने इस बॉट को ब्लॉक किया है", clear: "इतिहास मिटाएँ", what: "यह बॉट क्या कर सकता है?",
    reply: "जवाब दें", edit: "बदलें", remove: "हटाएँ", copy: "कॉपी करें", copied: "कॉपी हो गया", again: "फिर दबाएँ", cancel: "रद्द करें",
    forwarded: "यहाँ से अग्रेषित:", photo: "फ़ोटो", video: "वीडियो", voice: "वॉइस संदेश", audio: "ऑडियो", file: "फ़ाइल", sticker: "स्टिकर",
    place: "स्थान", live: "लाइव स्थान", contact: "संपर्क", poll: "मतदान", dice: "पासा", gif: "GIF", round: "वीडियो संदेश", album: "एल्बम",
    samples: "नमूना तस्वीरें", choose: "फ़ोटो या एल्बम", today: "आज", yesterday: "कल", fresh: "अपठित संदेश", empty: "अभी कोई संदेश नहीं",
    ok: "ठीक है", you: "आप", close: "बंद करें", bottom: "सबसे नए पर जाएँ", keyboard: "कीबोर्ड", venue: "जगह",
    until: "तक", votes: "वोट", joined: "जुड़े", left: "चले गए", pinnedThis: "ने संदेश पिन किया",
    ended: "समाप्त", commands: "कमांड",
    all: "सभी", newTopic: "नया विषय", deleteTopic: "विषय हटाएँ", forward: "अग्रेषित करें", pin: "पिन करें", unpin: "पिन हटाएँ", quote: "उद्धृत करें",
    replace: "फ़ाइल बदलें", stopLive: "साझा करना बंद करें", other: "अन्य सामग्री", films: "नमूना वीडियो", livePhoto: "लाइव फ़ोटो", timer: "संदेश इसके बाद मिट जाते हैं",
  },
  ar: {
    start: "ابدأ", restart: "إعادة البدء", message: "رسالة", bot: "بوت", typing: "يكتب", offline: "لا يستمع",
    chats: "المحادثات", menu: "القائمة", back: "رجوع", send: "إرسال", attach: "إرفاق", edited: "معدّلة", pinned: "رسالة مثبتة",
    block: "إيقاف البوت وحظره", unblock: "إلغاء الحظر", blocked: "لقد حظرت هذا البوت", clear: "مسح السجل", what: "ماذا يفعل هذا البوت؟",
    reply: "رد", edit: "تعديل", remove: "حذف", copy: "نسخ", copied: "تم النسخ", again: "اضغط مجددًا", cancel: "إلغاء",
    forwarded: "محوّلة من", photo: "صورة", video: "فيديو", voice: "رسالة صوتية", audio: "صوت", file: "ملف", sticker: "ملصق",
    place: "موقع", live: "موقع مباشر", contact: "جهة اتصال", poll: "استطلاع", dice: "نرد", gif: "GIF", round: "رسالة فيديو", album: "ألبوم",
    samples: "صور تجريبية", choose: "صورة أو ألبوم", today: "اليوم", yesterday: "أمس", fresh: "رسائل غير مقروءة", empty: "لا رسائل بعد",
    ok: "حسنًا", you: "أنت", close: "إغلاق", bottom: "إلى الأحدث", keyboard: "لوحة المفاتيح", venue: "مكان",
    until: "حتى", votes: "صوت", joined: "انضم", left: "غادر", pinnedThis: "ثبّت رسالة",
    ended: "انتهى", commands: "الأوامر",
    all: "الكل", newTopic: "موضوع جديد", deleteTopic: "حذف الموضوع", forward: "تحويل", pin: "تثبيت", unpin: "إلغاء التثبيت", quote: "اقتباس",
    replace: "استبدال الملف", stopLive: "إيقاف المشاركة", other: "محتوى آخر", films: "أفلام تجريبية", livePhoto: "صورة حية", timer: "تختفي الرسائل بعد",
  },
  fr: {
    start: "Démarrer", restart: "Redémarrer", message: "Message", bot: "bot", typing: "écrit", offline: "n’écoute pas",
    chats: "Discussions", menu: "Menu", back: "Retour", send: "Envoyer", attach: "Joindre", edited: "modifié", pinned: "Message épinglé",
    block: "Arrêter et bloquer le bot", unblock: "Débloquer", blocked: "Vous avez bloqué ce bot", clear: "Vider l’historique", what: "Que peut faire ce bot ?",
    reply: "Répondre", edit: "Modifier", remove: "Supprimer", copy: "Copier", copied: "Copié", again: "Appuyer encore", cancel: "Annuler",
    forwarded: "Transféré de", photo: "Photo", video: "Vidéo", voice: "Message vocal", audio: "Audio", file: "Fichier", sticker: "Sticker",
    place: "Position", live: "Position en direct", contact: "Contact", poll: "Sondage", dice: "Dé", gif: "GIF", round: "Message vidéo", album: "Album",
    samples: "Photos d’exemple", choose: "Photo ou album", today: "Aujourd’hui", yesterday: "Hier", fresh: "Messages non lus", empty: "Pas encore de message",
    ok: "OK", you: "Vous", close: "Fermer", bottom: "Aller au plus récent", keyboard: "Clavier", venue: "Lieu",
    until: "jusqu’à", votes: "votes", joined: "a rejoint", left: "est parti", pinnedThis: "a épinglé un message",
    ended: "terminée", commands: "Commandes",
    all: "Tout", newTopic: "Nouveau sujet", deleteTopic: "Supprimer le sujet", forward: "Transférer", pin: "Épingler", unpin: "Détacher", quote: "Citer",
    replace: "Remplacer le fichier", stopLive: "Arrêter le partage", other: "Autre contenu", films: "Vidéos d’exemple", livePhoto: "Photo animée", timer: "Les messages disparaissent après",
  },
  ru: {
    start: "Начать", restart: "Перезапустить", message: "Сообщение", bot: "бот", typing: "печатает", offline: "не слушает",
    chats: "Чаты", menu: "Меню", back: "Назад", send: "Отправить", attach: "Прикрепить", edited: "изменено", pinned: "Закреплённое сообщение",
    block: "Остановить и заблокировать", unblock: "Разблокировать", blocked: "Вы заблокировали этого бота", clear: "Очистить историю", what: "Что умеет этот бот?",
    reply: "Ответить", edit: "Изменить", remove: "Удалить", copy: "Копировать", copied: "Скопировано", again: "Нажать ещё раз", cancel: "Отмена",
    forwarded: "Переслано от", photo: "Фото", video: "Видео", voice: "Голосовое сообщение", audio: "Аудио", file: "Файл", sticker: "Стикер",
    place: "Геопозиция", live: "Трансляция геопозиции", contact: "Контакт", poll: "Опрос", dice: "Кубик", gif: "GIF", round: "Видеосообщение", album: "Альбом",
    samples: "Примеры фото", choose: "Фото или альбом", today: "Сегодня", yesterday: "Вчера", fresh: "Непрочитанные сообщения", empty: "Сообщений пока нет",
    ok: "ОК", you: "Вы", close: "Закрыть", bottom: "К последнему", keyboard: "Клавиатура", venue: "Место",
    until: "до", votes: "голосов", joined: "теперь в группе", left: "больше не в группе", pinnedThis: "закрепил(а) сообщение",
    ended: "завершена", commands: "Команды",
    all: "Все", newTopic: "Новая тема", deleteTopic: "Удалить тему", forward: "Переслать", pin: "Закрепить", unpin: "Открепить", quote: "Цитировать",
    replace: "Заменить файл", stopLive: "Остановить трансляцию", other: "Другое содержимое", films: "Примеры видео", livePhoto: "Живое фото", timer: "Сообщения исчезают через",
  },
};

export function wordsOf(code) {
  const own = WORDS[baseOf(code)] || WORDS.en;
  return (key) => own[key] || WORDS.en[key] || key;
}

export function speaks(code) {
  return baseOf(code) in WORDS;
}
