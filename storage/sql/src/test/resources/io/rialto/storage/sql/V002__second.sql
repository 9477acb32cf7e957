create table c (z text);
