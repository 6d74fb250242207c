"""Signed bytes: COSE_Sign1 (RFC 9052) with ES256, in one encoding, with the one of two signatures that is low."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cwt import COSE, COSEKey
from cwt.cose_key_interface import COSEKeyInterface
from cwt.exceptions import CWTError

from ogoh.certificate.strict_cbor import CutShortError, Item, NotCanonicalError, read_item, write_item

_SIGN1_TAG = b"\xd2"
_ALGORITHM, _KID = 1, 4
_ES256 = -7
_HALF_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551 >> 1
KID_BYTES, POINT_BYTES, SIGNATURE_BYTES = 8, 64, 64


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A point on P-256, as its 64 bytes x and y."""

    point: bytes

    def __post_init__(self) -> None:
        if len(self.point) != POINT_BYTES:
            raise NotCanonicalError("a public key of another length")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + self.point)
        except ValueError:
            raise NotCanonicalError("a public key that is not on the curve") from None

    @property
    def kid(self) -> bytes:
        """The name of the key: the first eight bytes of the SHA-256 of its point."""
        return hashlib.sha256(self.point).digest()[:KID_BYTES]

    @property
    def fingerprint(self) -> str:
        """What two people compare aloud: 32 hexadecimal digits in fours."""
        digits = hashlib.sha256(self.point).hexdigest()[:32]
        return " ".join(digits[at : at + 4] for at in range(0, 32, 4))

    def cose(self) -> COSEKeyInterface:
        """The key as the library takes it."""
        return COSEKey.new({1: 2, 3: _ES256, -1: 1, -2: self.point[:32], -3: self.point[32:], 2: self.kid})


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key; its text in PEM never travels."""

    private: ec.EllipticCurvePrivateKey

    @classmethod
    def new(cls) -> SigningKey:
        """A fresh key on P-256."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @property
    def public(self) -> PublicKey:
        """What may be shown."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return PublicKey(point[1:])

    def pem(self) -> bytes:
        """The key as a file holds it (PKCS #8, not encrypted)."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True)
class Signed:
    """A message taken apart; nothing is yet known of its signature."""

    kid: bytes
    payload: Item
    data: bytes
    signature: bytes

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether this key signed it. Of the two signatures ECDSA allows only the low one counts."""
        if key.kid != self.kid or int.from_bytes(self.signature[32:], "big") > _HALF_ORDER:
            return False
        try:
            COSE.new().decode(self.data, key.cose())
        except CWTError:
            return False
        return True


def sign(payload: Item, key: SigningKey) -> bytes:
    """The signed message; the same payload gets another signature each time."""
    cose_key = COSEKey.from_pem(key.pem(), alg="ES256", kid=key.public.kid)
    protected = {_ALGORITHM: _ES256, _KID: key.public.kid}
    while True:
        data: bytes = COSE.new().encode(write_item(payload), cose_key, protected=protected, unprotected={})
        if int.from_bytes(data[-32:], "big") <= _HALF_ORDER:
            return data


def open_signed(data: bytes) -> Signed:
    """Take a message apart. Raises `CutShortError` and `NotCanonicalError` for what we would not have written."""
    if not data:
        raise CutShortError("nothing is there")
    if data[:1] != _SIGN1_TAG:
        raise NotCanonicalError("no COSE_Sign1")
    message, end = read_item(data, 1)
    if end != len(data):
        raise NotCanonicalError("bytes behind the end")
    match message:
        case [bytes(protected), dict(unprotected), bytes(payload), bytes(signature)] if not unprotected:
            if len(signature) != SIGNATURE_BYTES:
                raise NotCanonicalError("a signature of another length")
            return Signed(_kid_of(protected), whole_item(payload), data, signature)
    raise NotCanonicalError("no COSE_Sign1 of ours")


def _kid_of(protected: bytes) -> bytes:
    match whole_item(protected):
        case {1: -7, 4: bytes(kid), **others} if not others and len(kid) == KID_BYTES:
            return kid
    raise NotCanonicalError("no header of ours")


def whole_item(data: bytes) -> Item:
    """The one item that ``data`` is. What is inside a message cannot be cut, only wrong."""
    try:
        item, end = read_item(data)
    except CutShortError as cut:
        raise NotCanonicalError(str(cut)) from None
    if end != len(data):
        raise NotCanonicalError("bytes behind the end")
    return item
