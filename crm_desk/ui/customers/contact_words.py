"""A customer's telephone and e-mail address on screen, with why one is not used."""

from crm_desk.desk.customers.people import Listed
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.texts import Texts


def contact_words(who: Listed, texts: Texts) -> tuple[str, str]:
    """(telephone, e-mail address); of one that is the shop's own or a mall's it is said so."""
    return phone_words(who, texts), email_words(who, texts)


def phone_words(who: Listed | Contact, texts: Texts) -> str:
    """The telephone, as in `contact_words`; of several the first."""
    return _words(shown_phone(who.phone), shown_phone(who.shop_phone), texts)


def email_words(who: Listed | Contact, texts: Texts) -> str:
    """The e-mail address, as in `contact_words`."""
    return _words(who.email, who.shop_email, texts)


def _words(own: str, shops: str, texts: Texts) -> str:
    return texts("contacts.shop_contact", contact=shops) if shops and not own else own
