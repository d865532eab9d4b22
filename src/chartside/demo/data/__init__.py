"""What the demo tells, as YAML: read by `chartside.demo.telling`."""
