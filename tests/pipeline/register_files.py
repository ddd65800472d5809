"""A small register in files, and what tests of its import ask of it."""

from tracker.models import Alias, Country, Office, Official, Tenure

COUNTRIES = "code,name,names,adjectives,source\nXA,Varnholt,the Free State of Varnholt,Varnish|Varnholter,s\n"
OFFICIALS = (
    "slug,name,kind,country,gender,family_name,aliases,wikidata,source\n"
    "edda-quill,Edda Quill,person,XA,f,,Dame Edda@2021-03/|Q.,,s\n"
    "varnholt-ministry,Ministry,institution,XA,,,,,s\n"
)
OFFICES = (
    "slug,name,country,institution,role,titles,source\n"
    "varnholt-envoy,Envoy,XA,varnholt-ministry,foreign_minister,Envoy|Special Envoy,s\n"
)
TENURES = (
    "official,office,start,end,acting,source\n"
    "edda-quill,varnholt-envoy,2019,2020-05,,s\n"
    "edda-quill,varnholt-envoy,2021-07-05,,1,s\n"
)


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in (Country, Official, Alias, Office, Tenure)]


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.refused)


def official(**cells):
    """An officials file of one row."""
    row = {"slug": "edda-quill", "name": "Edda Quill", "kind": "person", "source": "s"} | cells
    return ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"


def tenure(*rows):
    return "official,office,start,end,acting,source\n" + "".join(f"{row}\n" for row in rows)
