"""What the environment says of the OpenID Connect provider."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class OidcSettings(BaseSettings):
    """Where else one may sign in, and who is let in from there."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    oidc_issuer: str = Field(default="", validation_alias="PRISM_OIDC_ISSUER")
    """OpenID Connect provider to sign in at, by its issuer, such as https://id.example/realms/home; empty for none. The
    redirect address to register there is https://<this Prism>/api/auth/oidc/callback."""
    oidc_client_id: str = Field(default="", validation_alias="PRISM_OIDC_CLIENT_ID")
    """How the provider calls this Prism."""
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), validation_alias="PRISM_OIDC_CLIENT_SECRET")
    """Secret that the provider gave it; empty for a public client."""
    oidc_name: str = Field(default="single sign-on", validation_alias="PRISM_OIDC_NAME", max_length=60)
    """How the provider is called on the sign-in page."""
    oidc_scopes: str = Field(default="openid profile email", validation_alias="PRISM_OIDC_SCOPES")
    """Scopes that are asked for, separated by spaces."""
    oidc_allowed: str = Field(default="", validation_alias="PRISM_OIDC_ALLOWED")
    """Who gets an account at their first sign-in: verified email addresses and domains, separated by commas, such as
    anna@example.org,family.example; `*` for everybody that the provider knows."""
    oidc_role_claim: str = Field(default="groups", validation_alias="PRISM_OIDC_ROLE_CLAIM")
    """Claim with a person's groups; dots reach into it, such as realm_access.roles."""
    oidc_admins: str = Field(default="", validation_alias="PRISM_OIDC_ADMINS")
    """Groups whose members are administrators, separated by commas; they get an account without being in
    PRISM_OIDC_ALLOWED, and so do those below. Where groups are named, they decide the role at each sign-in."""
    oidc_viewers: str = Field(default="", validation_alias="PRISM_OIDC_VIEWERS")
    """Groups whose members are viewers."""
    oidc_children: str = Field(default="", validation_alias="PRISM_OIDC_CHILDREN")
    """Groups whose members are children."""

    @field_validator("oidc_issuer")
    @classmethod
    def _secure(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if issuer and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError("PRISM_OIDC_ISSUER must begin with https://: who signs in is told by its answers")
        return issuer
