"""The shapes of the catalog and of the reconciliation service's manifest; see :mod:`watchfloor.api.shapes`."""

from typing import Literal

from pydantic import BaseModel, Field


class DataPublisher(BaseModel):
    """The authority that publishes a list."""

    name: str
    name_en: str | None = None
    acronym: str | None = None
    description: str | None = None
    url: str | None = None
    country: str | None = None
    country_label: str | None
    official: bool | None = False
    logo_url: str | None = None


class DataResource(BaseModel):
    """A file a list was read from."""

    name: str
    url: str | None = None
    title: str | None = None
    checksum: str | None = None
    timestamp: str | None = None
    mime_type: str | None = None
    mime_type_label: str | None
    size: int | None = None


class DataCoverage(BaseModel):
    """What a list covers."""

    start: str | None = None
    end: str | None = None
    countries: list[str] = []
    frequency: Literal["unknown", "never", "hourly", "daily", "weekly", "monthly", "annually"] = "unknown"
    schedule: str | None = None


class YenteDatasetModel(BaseModel):
    """A list, or several together."""

    name: str
    title: str
    summary: str | None = None
    description: str | None = None
    url: str | None = None
    category: str | None = None
    license: str | None = None
    version: str | None = None
    updated_at: str | None = None
    last_export: str | None = None
    entity_count: int | None = None
    thing_count: int | None = None
    publisher: DataPublisher | None = None
    coverage: DataCoverage | None = None
    resources: list[DataResource] = []
    children: set[str] = set()
    tags: list[str] = []
    load: bool | None = None
    namespace: bool = False
    deprecated: bool = False
    deprecation: str | None = None
    entities_url: str | None = None
    delta_url: str | None = None
    index_version: str | None = None
    index_current: bool


class DataCatalogModel(BaseModel):
    """The data sets there are to look at."""

    datasets: list[YenteDatasetModel]
    current: list[str]
    outdated: list[str]
    index_stale: bool = False


class FreebaseType(BaseModel):
    """A kind of entity or a property, by id and name."""

    id: str
    name: str
    description: str | None = None


class FreebaseManifestView(BaseModel):
    """Where an entity is shown."""

    url: str


class FreebaseManifestPreview(BaseModel):
    """Where a preview of an entity is shown, and how large it is."""

    url: str
    width: int
    height: int


class FreebaseManifestSuggestType(BaseModel):
    """Where something is suggested while it is typed."""

    service_url: str = Field(json_schema_extra={"format": "uri"}, min_length=1)
    service_path: str


class FreebaseManifestSuggest(BaseModel):
    """What is suggested while it is typed."""

    entity: FreebaseManifestSuggestType
    type: FreebaseManifestSuggestType
    property: FreebaseManifestSuggestType


class FreebaseManifestExtendProposeProperties(BaseModel):
    """Where properties of a kind of entity are proposed."""

    service_url: str = Field(json_schema_extra={"format": "uri"}, min_length=1)
    service_path: str


class FreebaseManifestExtendPropertySettingChoice(BaseModel):
    """One choice of a setting."""

    id: str
    name: str


class FreebaseManifestExtendPropertySetting(BaseModel):
    """Something that can be set for a column of data."""

    name: str
    label: str
    type: str
    default: str | int | bool
    help_text: str
    choices: list[FreebaseManifestExtendPropertySettingChoice] = []


class FreebaseManifestExtend(BaseModel):
    """How columns of data are added to entities that were found."""

    propose_properties: FreebaseManifestExtendProposeProperties
    propose_settings: list[FreebaseManifestExtendPropertySetting]
    property_settings: list[FreebaseManifestExtendPropertySetting] = []


class FreebaseManifest(BaseModel):
    """The manifest of a reconciliation service."""

    versions: list[str]
    name: str
    identifierSpace: str = Field(json_schema_extra={"format": "uri"}, min_length=1)  # noqa: N815 - W3C's name
    schemaSpace: str = Field(json_schema_extra={"format": "uri"}, min_length=1)  # noqa: N815 - the same
    documentation: str = Field(json_schema_extra={"format": "uri"}, min_length=1)
    batchSize: int  # noqa: N815 - the same
    view: FreebaseManifestView
    preview: FreebaseManifestPreview
    suggest: FreebaseManifestSuggest
    extend: FreebaseManifestExtend
    defaultTypes: list[FreebaseType]  # noqa: N815 - the same
