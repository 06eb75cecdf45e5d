"""The workloads of docs/performance.md: what a page, a reply, a live message costs, beside its floor, in CPU."""
