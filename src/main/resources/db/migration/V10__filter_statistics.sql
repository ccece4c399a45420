-- Ten times the usual sample of products, so that the planner knows how many a filter lets through to within a fraction of a per cent.
alter table product alter column attributes set statistics 1000;
