package pseudonym

// effectWords are the words of what a what-if says of its effects and of what was assumed: it has no controls whose
// texts would hold them.
const effectWords = `
a access active after again alone already although an anchor and another answer any appear applied are as ask asks assumed assumption at authority be
becomes before behind both builds but by c1 c16 c17 c19 c2 c3 c4 c6 c7 c9 came can cannot carries case change changes choice choices clause cloud
cloudsync collect collected combination come comes comma completely configuration connect contradicts converted copies copy count covers create
created cs-17 cs-conf cs-faq cs-how cs-over custom decide decides default deletes depends different directory disagree distribution do document
documented documents does done dropped dump emptied enabled eng-25 engine engines enough equals every excludes existing exists expected export false
fits five fixed flag follows for found from frozen full give given gives governs granted group groups grp gset happens has have here holds id in is
isenabled it its job jobs keeps kind known later leave leaves left less like likely limit list longer m365_null_setting_false made mail-enabled makes
managed may member members microsoft mig mod more moved msid named needs neither never new newunifiedgroupwritebackdefault next no nobody none nor not
nothing now number object of off offers old older on once one ones only onpremisesgrouptype onpremisessyncenabled open or original otherwise out over
owns paused portal preview probably property provided provisioning provisions public put reaches read reading report risk roles row rule run s s0 s1
s2 s3 s4 same say says scope second security security-enabled security_null separated server set setting shows sid side sign since snapshot so soa
source speaks stays stops such supported switched switches switching sync synchronization table take taken tenant than that the their them then they
this times to together told treated true twice type type_without_enable types undecided universal unless unset updated updates v1 v1off v2 v2_m365
v2_security value values version was wbc well what whatever when whether which whichever whole with without working would write writeback
writebackconfiguration writes written wrote yet
`
