module zairyu

go 1.19
