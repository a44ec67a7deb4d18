-- Since when a role is held without a break. NULL: since before this was kept.
ALTER TABLE member_roles ADD COLUMN since TEXT;
