import { createWriteStream } from "node:fs"; import { once } from "node:events";
const w = createWriteStream("/tmp/cust.csv"); w.write("customer_id,email,phone,first_name,last_name,city,postal_code,country,birth_date,gender,updated_at\n");
for (let i=0;i<200000;i++){ if(!w.write(`c${i},first${i}.last@example.fi,+35840${String(1000000+i)},Aino${i%977},Korhonen${i%1999},Espoo,0${String(2000+i%900)},FI,1985-03-0${1+i%9},f,2026-01-02T10:00:00Z\n`)) await once(w,"drain"); }
w.end(); await once(w,"finish");
const o = createWriteStream("/tmp/ord.csv"); o.write("order_id,customer_id,ordered_at,product_id,quantity,unit_price\n");
for (let i=0;i<4000000;i++){ if(!o.write(`${i>>1},c${(i*7919)%500000},2026-0${1+i%9}-1${i%10} 10:0${i%10}:00,p${i%1000},${1+i%3},${(i%1000)/10}\n`)) await once(o,"drain"); }
o.end(); await once(o,"finish");
