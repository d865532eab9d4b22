# ruff: noqa: A005 - mirrors chartside.platform; nothing imports it as a top-level module
