"""Operations of billing.yaml: bills, sums, products, packages, costs."""
