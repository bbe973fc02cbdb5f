"""Files in an S3 bucket, by boto3 in threads; S3 signs and checks their addresses."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from core.settings import Settings
from core.storage.files import FileMissing, Kept, checked_key, checked_life, name_in

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

_ABSENT = {"NoSuchKey", "404"}


def s3_client(settings: Settings) -> "S3Client":
    """Connect as the settings say. The client may be used by several threads."""
    key, secret = settings.s3_access_key_id, settings.s3_secret_access_key
    client: S3Client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=None if key is None else key.get_secret_value(),
        aws_secret_access_key=None if secret is None else secret.get_secret_value(),
        config=Config(signature_version="s3v4", connect_timeout=5, read_timeout=30),
    )
    return client


class S3Storage:
    """The bucket stays private: only signed addresses open it."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        await asyncio.to_thread(
            self._client.put_object,
            Bucket=self._bucket,
            Key=checked_key(key),
            Body=content,
            ContentType=media_type,
            ContentDisposition=f'inline; filename="{name_in(key)}"',
        )

    async def get(self, key: str) -> Kept:
        checked_key(key)

        def read() -> Kept:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
            return Kept(found["Body"].read(), found["ContentType"])

        try:
            return await asyncio.to_thread(read)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _ABSENT:
                raise FileMissing(key) from None
            raise

    async def drop(self, key: str) -> None:
        await asyncio.to_thread(
            self._client.delete_object, Bucket=self._bucket, Key=checked_key(key)
        )

    async def url_of(self, key: str, *, lives: timedelta) -> str:
        return await asyncio.to_thread(
            self._client.generate_presigned_url,
            "get_object",
            Params={"Bucket": self._bucket, "Key": checked_key(key)},
            ExpiresIn=int(checked_life(lives).total_seconds()),
        )
