"""The address index: houses found from what people type and what files write."""

from db.address_index.index import AddressIndex
from db.address_index.records import AddressRecord, Candidate, Match, Verdict, record_of

__all__ = ["AddressIndex", "AddressRecord", "Candidate", "Match", "Verdict", "record_of"]
