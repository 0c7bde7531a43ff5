"""Puts the portal's built files into its bucket and has the edge forget the old
ones. Usage: upload.py <folder> [<stack>]. Old files stay: a page that is open
may still ask for them."""

import mimetypes
import pathlib
import sys
import time

import boto3


def main(folder: str, stack: str = "tributary") -> None:
    outputs = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    named = {o["OutputKey"]: o["OutputValue"] for o in outputs}
    s3, root = boto3.client("s3"), pathlib.Path(folder)
    # The page last: it names the others.
    files = sorted((f for f in root.rglob("*") if f.is_file()), key=lambda f: (f.suffix == ".html", f))
    for file in files:
        name = file.relative_to(root).as_posix()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        hashed = name.startswith("assets/")
        s3.put_object(
            Bucket=named["PortalBucket"],
            Key=name,
            Body=file.read_bytes(),
            ContentType=kind,
            CacheControl="public, max-age=31536000, immutable" if hashed else "no-cache",
        )
    boto3.client("cloudfront").create_invalidation(
        DistributionId=named["DistributionId"],
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(time.time_ns())},
    )
    print(f"{len(files)} files in {named['PortalBucket']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
