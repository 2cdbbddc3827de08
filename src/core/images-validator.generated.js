// Made by script/generate.mjs from images.schema.json. Do not edit.
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"gentoo-image-builder images file","type":"object","x-words":"a mapping with 'builders' and 'images'","properties":{"registry":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"registries":{"type":"object","x-words":"a mapping of hosts","additionalProperties":{"$ref":"#/$defs/registry"},"patternProperties":{"^x-":{}}},"builders":{"type":"object","x-words":"a mapping of builder names","additionalProperties":{"$ref":"#/$defs/builder"},"patternProperties":{"^x-":{}}},"default_builder":{"$ref":"#/$defs/text"},"default_tag":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"},"software":{"type":"object","x-words":"a mapping of names","patternProperties":{"^x-":{}},"additionalProperties":{"type":"object","x-words":"a mapping with 'version', such as {version: 1.2.3}","properties":{"version":{"$ref":"#/$defs/text"}}}},"vars":{"type":"object","x-words":"a mapping of names to values"},"include":{"$ref":"#/$defs/texts"},"images":{"type":"array","x-words":"a list of images","items":{"$ref":"#/$defs/image"}}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["images"],"$defs":{"text":{"type":["string","number","boolean"],"x-words":"a text"},"flag":{"type":"boolean","x-words":"true or false"},"hook":{"type":"string","x-words":"bash text"},"texts":{"type":"array","x-words":"a list of texts","items":{"type":["string","number","boolean"],"x-words":"a text"}},"lines":{"type":"array","x-words":"a list of lines","items":{"type":"string","x-words":"a line of text"}},"argv":{"type":"array","x-words":"a list of words, such as [/usr/bin/node, --version]","items":{"type":["string","number","boolean"],"x-words":"a word"}},"names":{"type":["string","number","boolean","array"],"x-words":"a name or a list of names","items":{"type":["string","number","boolean"],"x-words":"a name"}},"packages":{"type":["string","array"],"x-words":"a list of packages, or a text with spaces between them","items":{"type":"string","x-words":"a package"}},"settings":{"type":"object","x-words":"a mapping of names to texts","additionalProperties":{"type":["string","number","boolean"],"x-words":"a text"},"patternProperties":{"^x-":{}}},"scope":{"type":"string","x-words":"'snapshot' or 'packages'","enum":["snapshot","packages"]},"tag":{"type":["string","number","boolean","object"],"x-words":"a text, or a mapping with 'package'","properties":{"package":{"$ref":"#/$defs/text"},"in":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false},"registry":{"type":"object","x-words":"a mapping with 'insecure', 'ca' or 'mirror'","properties":{"insecure":{"$ref":"#/$defs/flag"},"ca":{"$ref":"#/$defs/text"},"mirror":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"builder":{"type":"object","x-words":"a mapping with 'stage3' and 'portage'","properties":{"extends":{"$ref":"#/$defs/text"},"stage3":{"type":["string","object"],"x-words":"an image reference, or a mapping with 'tarball' or 'variant'","properties":{"tarball":{"$ref":"#/$defs/text"},"variant":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"portage":{"type":["string","number","boolean","object"],"x-words":"an image reference, a date, 'latest', or a mapping with 'path'","properties":{"path":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"environment":{"$ref":"#/$defs/settings"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"overlays":{"type":"array","x-words":"a list of overlays","items":{"type":"object","x-words":"a mapping with 'name' and 'path'","properties":{"name":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"priority":{"type":"integer","x-words":"a whole number"},"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"]}},"patches":{"$ref":"#/$defs/text"},"configure_builder":{"$ref":"#/$defs/hook"},"finish_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"if":{"not":{"required":["extends"],"properties":{"extends":true}}},"then":{"required":["stage3","portage"],"properties":{"stage3":true,"portage":true}},"x-elsewhere":{"packages":"images have packages; hooks of a builder can emerge","configure_rootfs_build":"it belongs to an image, under 'build'","finish_rootfs_build":"it belongs to an image, under 'build'","env":"the builder's variables are its 'environment'"}},"image":{"type":"object","x-words":"a mapping with 'name', 'requires' and 'build'","allOf":[{"if":{"properties":{"type":{"enum":["gentoo","gentoo-image-builder"]}}},"then":{"$ref":"#/$defs/gentoo"}},{"if":{"required":["type"],"properties":{"type":{"const":"script"}}},"then":{"$ref":"#/$defs/script"}},{"if":{"required":["type"],"properties":{"type":{"enum":["mirror","fetch"]}}},"then":{"$ref":"#/$defs/mirror"}},{"properties":{"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]}}}]},"gentoo":{"type":"object","x-words":"a mapping with 'name' and 'build'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"size_budget":{"$ref":"#/$defs/text"},"builder":{"$ref":"#/$defs/text"},"tag_check":{"type":"string","x-words":"'fail' or 'warn'","enum":["fail","warn"]},"build":{"$ref":"#/$defs/build"},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"},"state":{"type":"object","x-words":"a mapping with 'drop'","properties":{"drop":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"closure":{"type":"string","x-words":"'warn', 'fail' or 'off'","enum":["warn","fail","off"]},"allow_replace":{"$ref":"#/$defs/texts"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"],"x-elsewhere":{"parent":"write it as 'requires'","image_parent":"write it as 'requires'","from":"write it as 'requires'","depends_on":"write it as 'requires'","ports":"write it as 'expose'","command":"only images of 'type: script' have it","use":"write it as 'package_use' under 'build'","packages":"it belongs under 'build'","builder_packages":"it belongs under 'build'","environment":"it belongs under 'build'","provided":"it belongs under 'build'","configure_builder":"it belongs under 'build'","configure_rootfs_build":"it belongs under 'build'","finish_rootfs_build":"it belongs under 'build'","add":"it belongs under 'build'","refresh":"it belongs under 'build'","keep":"it belongs under 'build'","dockerfile":"it belongs under 'build'","capabilities":"it belongs under 'build'","secrets":"it belongs under 'build'","network":"it belongs under 'build'","make_conf":"it belongs under 'build'","package_use":"it belongs under 'build'","package_accept_keywords":"it belongs under 'build'","package_mask":"it belongs under 'build'","package_unmask":"it belongs under 'build'","package_license":"it belongs under 'build'","package_env":"it belongs under 'build'","use_mask":"it belongs under 'build'","use_force":"it belongs under 'build'","profile":"it belongs under 'build'","inputs":"only images of 'type: script' have it","source":"only images of 'type: mirror' have it","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'"}},"script":{"type":"object","x-words":"a mapping with 'name' and 'command'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"command":{"$ref":"#/$defs/hook"},"inputs":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name","command"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","source":"only images of 'type: mirror' have it"}},"mirror":{"type":"object","x-words":"a mapping with 'source'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"source":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["source"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","test":"what is copied from elsewhere is not tested","platforms":"a mirror has all platforms of its source","command":"only images of 'type: script' have it","inputs":"only images of 'type: script' have it"}},"build":{"type":"object","x-words":"a mapping with 'packages' or hooks","properties":{"packages":{"$ref":"#/$defs/packages"},"builder_packages":{"$ref":"#/$defs/packages"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"environment":{"$ref":"#/$defs/settings"},"provided":{"type":"object","x-words":"a mapping with 'root' or 'builder'","properties":{"root":{"$ref":"#/$defs/texts"},"builder":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"configure_builder":{"$ref":"#/$defs/hook"},"configure_rootfs_build":{"$ref":"#/$defs/hook"},"finish_rootfs_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"add":{"type":"array","x-words":"a list of mappings","items":{"type":"object","x-words":"a mapping with 'git', 'url', 'path' or 'image'","properties":{"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"},"url":{"$ref":"#/$defs/text"},"sha256":{"$ref":"#/$defs/text"},"sha512":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"image":{"$ref":"#/$defs/text"},"src":{"$ref":"#/$defs/text"},"from":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]},"dest":{"$ref":"#/$defs/text"},"to":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false}},"refresh":{"$ref":"#/$defs/text"},"keep":{"type":"array","x-words":"a list of words","items":{"type":"string","x-words":"a word","enum":["headers","static-libs","pkgconfig","man","doc","info","locale","vdb"]}},"dockerfile":{"type":["string","array"],"x-words":"Dockerfile lines, or the name of a file","items":{"type":"string","x-words":"a line of text"}},"capabilities":{"$ref":"#/$defs/texts"},"secrets":{"$ref":"#/$defs/texts"},"network":{"type":"string","x-words":"'none'","enum":["none"]},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"x-elsewhere":{"name":"it belongs at the image's top, beside 'build'","section":"it belongs at the image's top, beside 'build'","type":"it belongs at the image's top, beside 'build'","requires":"it belongs at the image's top, beside 'build'","tag":"it belongs at the image's top, beside 'build'","tags":"it belongs at the image's top, beside 'build'","latest":"it belongs at the image's top, beside 'build'","platforms":"it belongs at the image's top, beside 'build'","runner":"it belongs at the image's top, beside 'build'","timeout":"it belongs at the image's top, beside 'build'","test":"it belongs at the image's top, beside 'build'","size_budget":"it belongs at the image's top, beside 'build'","state":"it belongs at the image's top, beside 'build'","closure":"it belongs at the image's top, beside 'build'","allow_replace":"it belongs at the image's top, beside 'build'","portage_scope":"it belongs at the image's top, beside 'build'","builder":"it belongs at the image's top, beside 'build'","tag_check":"it belongs at the image's top, beside 'build'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'"}},"tests":{"type":["string","array","object"],"x-words":"a command line, a list of words, or a list of tests","$ref":"#/$defs/test","items":{"type":["string","number","boolean","object"],"x-words":"a word or a test","$ref":"#/$defs/test"}},"test":{"type":["string","number","boolean","array","object"],"properties":{"run":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"args":{"$ref":"#/$defs/argv"},"env":{"$ref":"#/$defs/settings"},"exit_code":{"type":"integer","x-words":"a whole number from 0 to 255","minimum":0,"maximum":255},"stdout":{"$ref":"#/$defs/text"},"timeout":{"type":"integer","x-words":"a whole number of seconds","minimum":1},"script":{"$ref":"#/$defs/text"},"healthcheck":{"type":"boolean","enum":[true],"x-words":"true"},"healthy":{"type":"integer","x-words":"a whole number","minimum":1},"within":{"type":"integer","x-words":"a whole number of seconds","minimum":1}},"patternProperties":{"^x-":{}},"additionalProperties":false},"healthcheck":{"type":"object","x-words":"a mapping with 'test'","properties":{"test":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"interval":{"$ref":"#/$defs/text"},"timeout":{"$ref":"#/$defs/text"},"start_period":{"$ref":"#/$defs/text"},"start_interval":{"$ref":"#/$defs/text"},"retries":{"type":"integer","x-words":"a whole number","minimum":0}},"patternProperties":{"^x-":{}},"additionalProperties":false}}};
const schema32 = {"type":["string","number","boolean"],"x-words":"a text"};
const schema64 = {"type":"string","x-words":"'snapshot' or 'packages'","enum":["snapshot","packages"]};
const schema69 = {"type":"array","x-words":"a list of texts","items":{"type":["string","number","boolean"],"x-words":"a text"}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^x-", "u");
const schema34 = {"type":"object","x-words":"a mapping with 'insecure', 'ca' or 'mirror'","properties":{"insecure":{"$ref":"#/$defs/flag"},"ca":{"$ref":"#/$defs/text"},"mirror":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false};
const schema35 = {"type":"boolean","x-words":"true or false"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "insecure") || (key0 === "ca")) || (key0 === "mirror")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.insecure !== undefined){
let data0 = data.insecure;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/insecure",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.ca !== undefined){
let data1 = data.ca;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err2 = {instancePath:instancePath+"/ca",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.mirror !== undefined){
let data2 = data.mirror;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err3 = {instancePath:instancePath+"/mirror",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","x-words":"a mapping with 'stage3' and 'portage'","properties":{"extends":{"$ref":"#/$defs/text"},"stage3":{"type":["string","object"],"x-words":"an image reference, or a mapping with 'tarball' or 'variant'","properties":{"tarball":{"$ref":"#/$defs/text"},"variant":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"portage":{"type":["string","number","boolean","object"],"x-words":"an image reference, a date, 'latest', or a mapping with 'path'","properties":{"path":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"environment":{"$ref":"#/$defs/settings"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"overlays":{"type":"array","x-words":"a list of overlays","items":{"type":"object","x-words":"a mapping with 'name' and 'path'","properties":{"name":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"priority":{"type":"integer","x-words":"a whole number"},"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"]}},"patches":{"$ref":"#/$defs/text"},"configure_builder":{"$ref":"#/$defs/hook"},"finish_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"if":{"not":{"required":["extends"],"properties":{"extends":true}}},"then":{"required":["stage3","portage"],"properties":{"stage3":true,"portage":true}},"x-elsewhere":{"packages":"images have packages; hooks of a builder can emerge","configure_rootfs_build":"it belongs to an image, under 'build'","finish_rootfs_build":"it belongs to an image, under 'build'","env":"the builder's variables are its 'environment'"}};
const schema45 = {"type":"object","x-words":"a mapping of names to texts","additionalProperties":{"type":["string","number","boolean"],"x-words":"a text"},"patternProperties":{"^x-":{}}};
const schema47 = {"type":"array","x-words":"a list of lines","items":{"type":"string","x-words":"a line of text"}};
const schema61 = {"type":"string","x-words":"bash text"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
const _errs3 = errors;
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.extends === undefined) && (missing0 = "extends")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid1 = _errs4 === errors;
if(valid1){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.stage3 === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "stage3"},message:"must have required property '"+"stage3"+"'",schema:schema38.then.required,parentSchema:schema38.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.portage === undefined){
const err3 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "portage"},message:"must have required property '"+"portage"+"'",schema:schema38.then.required,parentSchema:schema38.then,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.stage3 = true;
props0.portage = true;
}
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema38.if,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema38.properties, key0)) || (pattern4.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.extends !== undefined){
let data0 = data.extends;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err6 = {instancePath:instancePath+"/extends",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.stage3 !== undefined){
let data1 = data.stage3;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err7 = {instancePath:instancePath+"/stage3",schemaPath:"#/properties/stage3/type",keyword:"type",params:{type: schema38.properties.stage3.type},message:"must be string,object",schema:schema38.properties.stage3.type,parentSchema:schema38.properties.stage3,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!((((key1 === "tarball") || (key1 === "variant")) || (key1 === "date")) || (pattern4.test(key1)))){
const err8 = {instancePath:instancePath+"/stage3",schemaPath:"#/properties/stage3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.stage3,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.tarball !== undefined){
let data2 = data1.tarball;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err9 = {instancePath:instancePath+"/stage3/tarball",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.variant !== undefined){
let data3 = data1.variant;
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err10 = {instancePath:instancePath+"/stage3/variant",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.date !== undefined){
let data4 = data1.date;
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err11 = {instancePath:instancePath+"/stage3/date",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
if(data.portage !== undefined){
let data5 = data.portage;
if((((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")) && (!(data5 && typeof data5 == "object" && !Array.isArray(data5)))){
const err12 = {instancePath:instancePath+"/portage",schemaPath:"#/properties/portage/type",keyword:"type",params:{type: schema38.properties.portage.type},message:"must be string,number,boolean,object",schema:schema38.properties.portage.type,parentSchema:schema38.properties.portage,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(!(((key2 === "path") || (key2 === "date")) || (pattern4.test(key2)))){
const err13 = {instancePath:instancePath+"/portage",schemaPath:"#/properties/portage/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.portage,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data5.path !== undefined){
let data6 = data5.path;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
const err14 = {instancePath:instancePath+"/portage/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data5.date !== undefined){
let data7 = data5.date;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err15 = {instancePath:instancePath+"/portage/date",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
if(data.environment !== undefined){
let data8 = data.environment;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
if(!(pattern4.test(key3))){
let data9 = data8[key3];
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err16 = {instancePath:instancePath+"/environment/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
else {
const err17 = {instancePath:instancePath+"/environment",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.make_conf !== undefined){
let data10 = data.make_conf;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key4 in data10){
if(!(pattern4.test(key4))){
let data11 = data10[key4];
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
const err18 = {instancePath:instancePath+"/make_conf/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/make_conf",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.package_use !== undefined){
let data12 = data.package_use;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(typeof data13 !== "string"){
const err20 = {instancePath:instancePath+"/package_use/" + i0,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data13};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/package_use",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.package_accept_keywords !== undefined){
let data14 = data.package_accept_keywords;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
let data15 = data14[i1];
if(typeof data15 !== "string"){
const err22 = {instancePath:instancePath+"/package_accept_keywords/" + i1,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data15};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/package_accept_keywords",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data14};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.package_mask !== undefined){
let data16 = data.package_mask;
if(Array.isArray(data16)){
const len2 = data16.length;
for(let i2=0; i2<len2; i2++){
let data17 = data16[i2];
if(typeof data17 !== "string"){
const err24 = {instancePath:instancePath+"/package_mask/" + i2,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data17};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/package_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data16};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.package_unmask !== undefined){
let data18 = data.package_unmask;
if(Array.isArray(data18)){
const len3 = data18.length;
for(let i3=0; i3<len3; i3++){
let data19 = data18[i3];
if(typeof data19 !== "string"){
const err26 = {instancePath:instancePath+"/package_unmask/" + i3,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data19};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/package_unmask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data18};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.package_license !== undefined){
let data20 = data.package_license;
if(Array.isArray(data20)){
const len4 = data20.length;
for(let i4=0; i4<len4; i4++){
let data21 = data20[i4];
if(typeof data21 !== "string"){
const err28 = {instancePath:instancePath+"/package_license/" + i4,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data21};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/package_license",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data20};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.package_env !== undefined){
let data22 = data.package_env;
if(Array.isArray(data22)){
const len5 = data22.length;
for(let i5=0; i5<len5; i5++){
let data23 = data22[i5];
if(typeof data23 !== "string"){
const err30 = {instancePath:instancePath+"/package_env/" + i5,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data23};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/package_env",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data22};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.use_mask !== undefined){
let data24 = data.use_mask;
if(Array.isArray(data24)){
const len6 = data24.length;
for(let i6=0; i6<len6; i6++){
let data25 = data24[i6];
if(typeof data25 !== "string"){
const err32 = {instancePath:instancePath+"/use_mask/" + i6,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data25};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/use_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data24};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.use_force !== undefined){
let data26 = data.use_force;
if(Array.isArray(data26)){
const len7 = data26.length;
for(let i7=0; i7<len7; i7++){
let data27 = data26[i7];
if(typeof data27 !== "string"){
const err34 = {instancePath:instancePath+"/use_force/" + i7,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data27};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/use_force",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data26};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.profile !== undefined){
let data28 = data.profile;
if(((typeof data28 !== "string") && (!((typeof data28 == "number") && (isFinite(data28))))) && (typeof data28 !== "boolean")){
const err36 = {instancePath:instancePath+"/profile",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data28};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.overlays !== undefined){
let data29 = data.overlays;
if(Array.isArray(data29)){
const len8 = data29.length;
for(let i8=0; i8<len8; i8++){
let data30 = data29[i8];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name === undefined){
const err37 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema38.properties.overlays.items.required,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key5 in data30){
if(!((((((key5 === "name") || (key5 === "path")) || (key5 === "priority")) || (key5 === "git")) || (key5 === "ref")) || (pattern4.test(key5)))){
const err38 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data30.name !== undefined){
let data31 = data30.name;
if(((typeof data31 !== "string") && (!((typeof data31 == "number") && (isFinite(data31))))) && (typeof data31 !== "boolean")){
const err39 = {instancePath:instancePath+"/overlays/" + i8+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data31};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data30.path !== undefined){
let data32 = data30.path;
if(((typeof data32 !== "string") && (!((typeof data32 == "number") && (isFinite(data32))))) && (typeof data32 !== "boolean")){
const err40 = {instancePath:instancePath+"/overlays/" + i8+"/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data32};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data30.priority !== undefined){
let data33 = data30.priority;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err41 = {instancePath:instancePath+"/overlays/" + i8+"/priority",schemaPath:"#/properties/overlays/items/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.overlays.items.properties.priority.type,parentSchema:schema38.properties.overlays.items.properties.priority,data:data33};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data30.git !== undefined){
let data34 = data30.git;
if(((typeof data34 !== "string") && (!((typeof data34 == "number") && (isFinite(data34))))) && (typeof data34 !== "boolean")){
const err42 = {instancePath:instancePath+"/overlays/" + i8+"/git",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data34};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data30.ref !== undefined){
let data35 = data30.ref;
if(((typeof data35 !== "string") && (!((typeof data35 == "number") && (isFinite(data35))))) && (typeof data35 !== "boolean")){
const err43 = {instancePath:instancePath+"/overlays/" + i8+"/ref",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data35};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.properties.overlays.items.type,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/overlays",schemaPath:"#/properties/overlays/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.overlays.type,parentSchema:schema38.properties.overlays,data:data29};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.patches !== undefined){
let data36 = data.patches;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err46 = {instancePath:instancePath+"/patches",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.configure_builder !== undefined){
let data37 = data.configure_builder;
if(typeof data37 !== "string"){
const err47 = {instancePath:instancePath+"/configure_builder",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data37};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.finish_build !== undefined){
let data38 = data.finish_build;
if(typeof data38 !== "string"){
const err48 = {instancePath:instancePath+"/finish_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data38};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.script !== undefined){
let data39 = data.script;
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err49 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data39};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data40 = data.portage_scope;
if(typeof data40 !== "string"){
const err50 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data40};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!((data40 === "snapshot") || (data40 === "packages"))){
const err51 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data40};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema70 = {"type":"object","x-words":"a mapping with 'name', 'requires' and 'build'","allOf":[{"if":{"properties":{"type":{"enum":["gentoo","gentoo-image-builder"]}}},"then":{"$ref":"#/$defs/gentoo"}},{"if":{"required":["type"],"properties":{"type":{"const":"script"}}},"then":{"$ref":"#/$defs/script"}},{"if":{"required":["type"],"properties":{"type":{"enum":["mirror","fetch"]}}},"then":{"$ref":"#/$defs/mirror"}},{"properties":{"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]}}}]};
const schema71 = {"type":"object","x-words":"a mapping with 'name' and 'build'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"size_budget":{"$ref":"#/$defs/text"},"builder":{"$ref":"#/$defs/text"},"tag_check":{"type":"string","x-words":"'fail' or 'warn'","enum":["fail","warn"]},"build":{"$ref":"#/$defs/build"},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"},"state":{"type":"object","x-words":"a mapping with 'drop'","properties":{"drop":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"closure":{"type":"string","x-words":"'warn', 'fail' or 'off'","enum":["warn","fail","off"]},"allow_replace":{"$ref":"#/$defs/texts"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"],"x-elsewhere":{"parent":"write it as 'requires'","image_parent":"write it as 'requires'","from":"write it as 'requires'","depends_on":"write it as 'requires'","ports":"write it as 'expose'","command":"only images of 'type: script' have it","use":"write it as 'package_use' under 'build'","packages":"it belongs under 'build'","builder_packages":"it belongs under 'build'","environment":"it belongs under 'build'","provided":"it belongs under 'build'","configure_builder":"it belongs under 'build'","configure_rootfs_build":"it belongs under 'build'","finish_rootfs_build":"it belongs under 'build'","add":"it belongs under 'build'","refresh":"it belongs under 'build'","keep":"it belongs under 'build'","dockerfile":"it belongs under 'build'","capabilities":"it belongs under 'build'","secrets":"it belongs under 'build'","network":"it belongs under 'build'","make_conf":"it belongs under 'build'","package_use":"it belongs under 'build'","package_accept_keywords":"it belongs under 'build'","package_mask":"it belongs under 'build'","package_unmask":"it belongs under 'build'","package_license":"it belongs under 'build'","package_env":"it belongs under 'build'","use_mask":"it belongs under 'build'","use_force":"it belongs under 'build'","profile":"it belongs under 'build'","inputs":"only images of 'type: script' have it","source":"only images of 'type: mirror' have it","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'"}};
const schema74 = {"type":["string","number","boolean","array"],"x-words":"a name or a list of names","items":{"type":["string","number","boolean"],"x-words":"a name"}};
const schema82 = {"type":"array","x-words":"a list of words, such as [/usr/bin/node, --version]","items":{"type":["string","number","boolean"],"x-words":"a word"}};
const schema75 = {"type":["string","number","boolean","object"],"x-words":"a text, or a mapping with 'package'","properties":{"package":{"$ref":"#/$defs/text"},"in":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((((typeof data !== "string") && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")) && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema75.type},message:"must be string,number,boolean,object",schema:schema75.type,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "package") || (key0 === "in")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.package !== undefined){
let data0 = data.package;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/package",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.in !== undefined){
let data1 = data.in;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/in",schemaPath:"#/properties/in/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema75.properties.in.type,parentSchema:schema75.properties.in,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!((data1 === "target") || (data1 === "builder"))){
const err4 = {instancePath:instancePath+"/in",schemaPath:"#/properties/in/enum",keyword:"enum",params:{allowedValues: schema75.properties.in.enum},message:"must be equal to one of the allowed values",schema:schema75.properties.in.enum,parentSchema:schema75.properties.in,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema80 = {"type":["string","array","object"],"x-words":"a command line, a list of words, or a list of tests","$ref":"#/$defs/test","items":{"type":["string","number","boolean","object"],"x-words":"a word or a test","$ref":"#/$defs/test"}};
const schema81 = {"type":["string","number","boolean","array","object"],"properties":{"run":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"args":{"$ref":"#/$defs/argv"},"env":{"$ref":"#/$defs/settings"},"exit_code":{"type":"integer","x-words":"a whole number from 0 to 255","minimum":0,"maximum":255},"stdout":{"$ref":"#/$defs/text"},"timeout":{"type":"integer","x-words":"a whole number of seconds","minimum":1},"script":{"$ref":"#/$defs/text"},"healthcheck":{"type":"boolean","enum":[true],"x-words":"true"},"healthy":{"type":"integer","x-words":"a whole number","minimum":1},"within":{"type":"integer","x-words":"a whole number of seconds","minimum":1}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((((!data || typeof data != "object") && (typeof data !== "string")) && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema81.type},message:"must be string,number,boolean,array,object",schema:schema81.type,parentSchema:schema81,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema81.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema81,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.run !== undefined){
let data0 = data.run;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err2 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: schema81.properties.run.type},message:"must be string,array",schema:schema81.properties.run.type,parentSchema:schema81.properties.run,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/type",keyword:"type",params:{type: schema81.properties.run.items.type},message:"must be string,number,boolean",schema:schema81.properties.run.items.type,parentSchema:schema81.properties.run.items,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
}
if(data.args !== undefined){
let data2 = data.args;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err4 = {instancePath:instancePath+"/args/" + i1,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/args",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.env !== undefined){
let data4 = data.env;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(pattern4.test(key1))){
let data5 = data4[key1];
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err6 = {instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.exit_code !== undefined){
let data6 = data.exit_code;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err8 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.exit_code.type,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 255 || isNaN(data6)){
const err9 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/maximum",keyword:"maximum",params:{comparison: "<=", limit: 255},message:"must be <= 255",schema:255,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data6 < 0 || isNaN(data6)){
const err10 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.stdout !== undefined){
let data7 = data.stdout;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err11 = {instancePath:instancePath+"/stdout",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.timeout !== undefined){
let data8 = data.timeout;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err12 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.timeout.type,parentSchema:schema81.properties.timeout,data:data8};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
const err13 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.timeout,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data.script !== undefined){
let data9 = data.script;
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err14 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.healthcheck !== undefined){
let data10 = data.healthcheck;
if(typeof data10 !== "boolean"){
const err15 = {instancePath:instancePath+"/healthcheck",schemaPath:"#/properties/healthcheck/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema81.properties.healthcheck.type,parentSchema:schema81.properties.healthcheck,data:data10};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!(data10 === true)){
const err16 = {instancePath:instancePath+"/healthcheck",schemaPath:"#/properties/healthcheck/enum",keyword:"enum",params:{allowedValues: schema81.properties.healthcheck.enum},message:"must be equal to one of the allowed values",schema:schema81.properties.healthcheck.enum,parentSchema:schema81.properties.healthcheck,data:data10};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.healthy !== undefined){
let data11 = data.healthy;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err17 = {instancePath:instancePath+"/healthy",schemaPath:"#/properties/healthy/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.healthy.type,parentSchema:schema81.properties.healthy,data:data11};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err18 = {instancePath:instancePath+"/healthy",schemaPath:"#/properties/healthy/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.healthy,data:data11};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.within !== undefined){
let data12 = data.within;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err19 = {instancePath:instancePath+"/within",schemaPath:"#/properties/within/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.within.type,parentSchema:schema81.properties.within,data:data12};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
const err20 = {instancePath:instancePath+"/within",schemaPath:"#/properties/within/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.within,data:data12};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema80.type},message:"must be string,array,object",schema:schema80.type,parentSchema:schema80,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!(validate30(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if((((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")) && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: schema80.items.type},message:"must be string,number,boolean,object",schema:schema80.items.type,parentSchema:schema80.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(validate30(data0, {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};

const schema88 = {"type":"object","x-words":"a mapping with 'packages' or hooks","properties":{"packages":{"$ref":"#/$defs/packages"},"builder_packages":{"$ref":"#/$defs/packages"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"environment":{"$ref":"#/$defs/settings"},"provided":{"type":"object","x-words":"a mapping with 'root' or 'builder'","properties":{"root":{"$ref":"#/$defs/texts"},"builder":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"configure_builder":{"$ref":"#/$defs/hook"},"configure_rootfs_build":{"$ref":"#/$defs/hook"},"finish_rootfs_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"add":{"type":"array","x-words":"a list of mappings","items":{"type":"object","x-words":"a mapping with 'git', 'url', 'path' or 'image'","properties":{"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"},"url":{"$ref":"#/$defs/text"},"sha256":{"$ref":"#/$defs/text"},"sha512":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"image":{"$ref":"#/$defs/text"},"src":{"$ref":"#/$defs/text"},"from":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]},"dest":{"$ref":"#/$defs/text"},"to":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false}},"refresh":{"$ref":"#/$defs/text"},"keep":{"type":"array","x-words":"a list of words","items":{"type":"string","x-words":"a word","enum":["headers","static-libs","pkgconfig","man","doc","info","locale","vdb"]}},"dockerfile":{"type":["string","array"],"x-words":"Dockerfile lines, or the name of a file","items":{"type":"string","x-words":"a line of text"}},"capabilities":{"$ref":"#/$defs/texts"},"secrets":{"$ref":"#/$defs/texts"},"network":{"type":"string","x-words":"'none'","enum":["none"]},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"x-elsewhere":{"name":"it belongs at the image's top, beside 'build'","section":"it belongs at the image's top, beside 'build'","type":"it belongs at the image's top, beside 'build'","requires":"it belongs at the image's top, beside 'build'","tag":"it belongs at the image's top, beside 'build'","tags":"it belongs at the image's top, beside 'build'","latest":"it belongs at the image's top, beside 'build'","platforms":"it belongs at the image's top, beside 'build'","runner":"it belongs at the image's top, beside 'build'","timeout":"it belongs at the image's top, beside 'build'","test":"it belongs at the image's top, beside 'build'","size_budget":"it belongs at the image's top, beside 'build'","state":"it belongs at the image's top, beside 'build'","closure":"it belongs at the image's top, beside 'build'","allow_replace":"it belongs at the image's top, beside 'build'","portage_scope":"it belongs at the image's top, beside 'build'","builder":"it belongs at the image's top, beside 'build'","tag_check":"it belongs at the image's top, beside 'build'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'"}};
const schema89 = {"type":["string","array"],"x-words":"a list of packages, or a text with spaces between them","items":{"type":"string","x-words":"a package"}};
const schema126 = {"type":"object","x-words":"a mapping with 'test'","properties":{"test":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"interval":{"$ref":"#/$defs/text"},"timeout":{"$ref":"#/$defs/text"},"start_period":{"$ref":"#/$defs/text"},"start_interval":{"$ref":"#/$defs/text"},"retries":{"type":"integer","x-words":"a whole number","minimum":0}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "test") || (key0 === "interval")) || (key0 === "timeout")) || (key0 === "start_period")) || (key0 === "start_interval")) || (key0 === "retries")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema126,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.test !== undefined){
let data0 = data.test;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/type",keyword:"type",params:{type: schema126.properties.test.type},message:"must be string,array",schema:schema126.properties.test.type,parentSchema:schema126.properties.test,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err2 = {instancePath:instancePath+"/test/" + i0,schemaPath:"#/properties/test/items/type",keyword:"type",params:{type: schema126.properties.test.items.type},message:"must be string,number,boolean",schema:schema126.properties.test.items.type,parentSchema:schema126.properties.test.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
if(data.interval !== undefined){
let data2 = data.interval;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err3 = {instancePath:instancePath+"/interval",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.timeout !== undefined){
let data3 = data.timeout;
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err4 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.start_period !== undefined){
let data4 = data.start_period;
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err5 = {instancePath:instancePath+"/start_period",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.start_interval !== undefined){
let data5 = data.start_interval;
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err6 = {instancePath:instancePath+"/start_interval",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data5};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.retries !== undefined){
let data6 = data.retries;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err7 = {instancePath:instancePath+"/retries",schemaPath:"#/properties/retries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema126.properties.retries.type,parentSchema:schema126.properties.retries,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err8 = {instancePath:instancePath+"/retries",schemaPath:"#/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema126.properties.retries,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema126.type,parentSchema:schema126,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema88.properties, key0)) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.packages !== undefined){
let data0 = data.packages;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/packages",schemaPath:"#/$defs/packages/type",keyword:"type",params:{type: schema89.type},message:"must be string,array",schema:schema89.type,parentSchema:schema89,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/packages/" + i0,schemaPath:"#/$defs/packages/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema89.items.type,parentSchema:schema89.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
if(data.builder_packages !== undefined){
let data2 = data.builder_packages;
if((typeof data2 !== "string") && (!(Array.isArray(data2)))){
const err3 = {instancePath:instancePath+"/builder_packages",schemaPath:"#/$defs/packages/type",keyword:"type",params:{type: schema89.type},message:"must be string,array",schema:schema89.type,parentSchema:schema89,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(typeof data3 !== "string"){
const err4 = {instancePath:instancePath+"/builder_packages/" + i1,schemaPath:"#/$defs/packages/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema89.items.type,parentSchema:schema89.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
if(data.make_conf !== undefined){
let data4 = data.make_conf;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(pattern4.test(key1))){
let data5 = data4[key1];
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err5 = {instancePath:instancePath+"/make_conf/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/make_conf",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.package_use !== undefined){
let data6 = data.package_use;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 !== "string"){
const err7 = {instancePath:instancePath+"/package_use/" + i2,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath:instancePath+"/package_use",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.package_accept_keywords !== undefined){
let data8 = data.package_accept_keywords;
if(Array.isArray(data8)){
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
let data9 = data8[i3];
if(typeof data9 !== "string"){
const err9 = {instancePath:instancePath+"/package_accept_keywords/" + i3,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data9};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/package_accept_keywords",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.package_mask !== undefined){
let data10 = data.package_mask;
if(Array.isArray(data10)){
const len4 = data10.length;
for(let i4=0; i4<len4; i4++){
let data11 = data10[i4];
if(typeof data11 !== "string"){
const err11 = {instancePath:instancePath+"/package_mask/" + i4,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data11};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/package_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.package_unmask !== undefined){
let data12 = data.package_unmask;
if(Array.isArray(data12)){
const len5 = data12.length;
for(let i5=0; i5<len5; i5++){
let data13 = data12[i5];
if(typeof data13 !== "string"){
const err13 = {instancePath:instancePath+"/package_unmask/" + i5,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data13};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/package_unmask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data12};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.package_license !== undefined){
let data14 = data.package_license;
if(Array.isArray(data14)){
const len6 = data14.length;
for(let i6=0; i6<len6; i6++){
let data15 = data14[i6];
if(typeof data15 !== "string"){
const err15 = {instancePath:instancePath+"/package_license/" + i6,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data15};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/package_license",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data14};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.package_env !== undefined){
let data16 = data.package_env;
if(Array.isArray(data16)){
const len7 = data16.length;
for(let i7=0; i7<len7; i7++){
let data17 = data16[i7];
if(typeof data17 !== "string"){
const err17 = {instancePath:instancePath+"/package_env/" + i7,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data17};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/package_env",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data16};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.use_mask !== undefined){
let data18 = data.use_mask;
if(Array.isArray(data18)){
const len8 = data18.length;
for(let i8=0; i8<len8; i8++){
let data19 = data18[i8];
if(typeof data19 !== "string"){
const err19 = {instancePath:instancePath+"/use_mask/" + i8,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data19};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/use_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data18};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.use_force !== undefined){
let data20 = data.use_force;
if(Array.isArray(data20)){
const len9 = data20.length;
for(let i9=0; i9<len9; i9++){
let data21 = data20[i9];
if(typeof data21 !== "string"){
const err21 = {instancePath:instancePath+"/use_force/" + i9,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data21};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/use_force",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data20};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.profile !== undefined){
let data22 = data.profile;
if(((typeof data22 !== "string") && (!((typeof data22 == "number") && (isFinite(data22))))) && (typeof data22 !== "boolean")){
const err23 = {instancePath:instancePath+"/profile",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data22};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.environment !== undefined){
let data23 = data.environment;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key2 in data23){
if(!(pattern4.test(key2))){
let data24 = data23[key2];
if(((typeof data24 !== "string") && (!((typeof data24 == "number") && (isFinite(data24))))) && (typeof data24 !== "boolean")){
const err24 = {instancePath:instancePath+"/environment/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data24};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/environment",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data23};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.provided !== undefined){
let data25 = data.provided;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key3 in data25){
if(!(((key3 === "root") || (key3 === "builder")) || (pattern4.test(key3)))){
const err26 = {instancePath:instancePath+"/provided",schemaPath:"#/properties/provided/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema88.properties.provided,data:data25};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data25.root !== undefined){
let data26 = data25.root;
if(Array.isArray(data26)){
const len10 = data26.length;
for(let i10=0; i10<len10; i10++){
let data27 = data26[i10];
if(((typeof data27 !== "string") && (!((typeof data27 == "number") && (isFinite(data27))))) && (typeof data27 !== "boolean")){
const err27 = {instancePath:instancePath+"/provided/root/" + i10,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data27};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/provided/root",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data26};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data25.builder !== undefined){
let data28 = data25.builder;
if(Array.isArray(data28)){
const len11 = data28.length;
for(let i11=0; i11<len11; i11++){
let data29 = data28[i11];
if(((typeof data29 !== "string") && (!((typeof data29 == "number") && (isFinite(data29))))) && (typeof data29 !== "boolean")){
const err29 = {instancePath:instancePath+"/provided/builder/" + i11,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data29};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/provided/builder",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data28};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/provided",schemaPath:"#/properties/provided/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.properties.provided.type,parentSchema:schema88.properties.provided,data:data25};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.configure_builder !== undefined){
let data30 = data.configure_builder;
if(typeof data30 !== "string"){
const err32 = {instancePath:instancePath+"/configure_builder",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data30};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.configure_rootfs_build !== undefined){
let data31 = data.configure_rootfs_build;
if(typeof data31 !== "string"){
const err33 = {instancePath:instancePath+"/configure_rootfs_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data31};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.finish_rootfs_build !== undefined){
let data32 = data.finish_rootfs_build;
if(typeof data32 !== "string"){
const err34 = {instancePath:instancePath+"/finish_rootfs_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data32};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.script !== undefined){
let data33 = data.script;
if(((typeof data33 !== "string") && (!((typeof data33 == "number") && (isFinite(data33))))) && (typeof data33 !== "boolean")){
const err35 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data33};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.add !== undefined){
let data34 = data.add;
if(Array.isArray(data34)){
const len12 = data34.length;
for(let i12=0; i12<len12; i12++){
let data35 = data34[i12];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key4 in data35){
if(!((func1.call(schema88.properties.add.items.properties, key4)) || (pattern4.test(key4)))){
const err36 = {instancePath:instancePath+"/add/" + i12,schemaPath:"#/properties/add/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema88.properties.add.items,data:data35};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data35.git !== undefined){
let data36 = data35.git;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err37 = {instancePath:instancePath+"/add/" + i12+"/git",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data35.ref !== undefined){
let data37 = data35.ref;
if(((typeof data37 !== "string") && (!((typeof data37 == "number") && (isFinite(data37))))) && (typeof data37 !== "boolean")){
const err38 = {instancePath:instancePath+"/add/" + i12+"/ref",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data37};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data35.url !== undefined){
let data38 = data35.url;
if(((typeof data38 !== "string") && (!((typeof data38 == "number") && (isFinite(data38))))) && (typeof data38 !== "boolean")){
const err39 = {instancePath:instancePath+"/add/" + i12+"/url",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data38};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data35.sha256 !== undefined){
let data39 = data35.sha256;
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err40 = {instancePath:instancePath+"/add/" + i12+"/sha256",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data39};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data35.sha512 !== undefined){
let data40 = data35.sha512;
if(((typeof data40 !== "string") && (!((typeof data40 == "number") && (isFinite(data40))))) && (typeof data40 !== "boolean")){
const err41 = {instancePath:instancePath+"/add/" + i12+"/sha512",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data40};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data35.path !== undefined){
let data41 = data35.path;
if(((typeof data41 !== "string") && (!((typeof data41 == "number") && (isFinite(data41))))) && (typeof data41 !== "boolean")){
const err42 = {instancePath:instancePath+"/add/" + i12+"/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data41};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data35.image !== undefined){
let data42 = data35.image;
if(((typeof data42 !== "string") && (!((typeof data42 == "number") && (isFinite(data42))))) && (typeof data42 !== "boolean")){
const err43 = {instancePath:instancePath+"/add/" + i12+"/image",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data42};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data35.src !== undefined){
let data43 = data35.src;
if(((typeof data43 !== "string") && (!((typeof data43 == "number") && (isFinite(data43))))) && (typeof data43 !== "boolean")){
const err44 = {instancePath:instancePath+"/add/" + i12+"/src",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data43};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data35.from !== undefined){
let data44 = data35.from;
if(typeof data44 !== "string"){
const err45 = {instancePath:instancePath+"/add/" + i12+"/from",schemaPath:"#/properties/add/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.add.items.properties.from.type,parentSchema:schema88.properties.add.items.properties.from,data:data44};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!((data44 === "target") || (data44 === "builder"))){
const err46 = {instancePath:instancePath+"/add/" + i12+"/from",schemaPath:"#/properties/add/items/properties/from/enum",keyword:"enum",params:{allowedValues: schema88.properties.add.items.properties.from.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.add.items.properties.from.enum,parentSchema:schema88.properties.add.items.properties.from,data:data44};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data35.dest !== undefined){
let data45 = data35.dest;
if(((typeof data45 !== "string") && (!((typeof data45 == "number") && (isFinite(data45))))) && (typeof data45 !== "boolean")){
const err47 = {instancePath:instancePath+"/add/" + i12+"/dest",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data45};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data35.to !== undefined){
let data46 = data35.to;
if(typeof data46 !== "string"){
const err48 = {instancePath:instancePath+"/add/" + i12+"/to",schemaPath:"#/properties/add/items/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.add.items.properties.to.type,parentSchema:schema88.properties.add.items.properties.to,data:data46};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(!((data46 === "target") || (data46 === "builder"))){
const err49 = {instancePath:instancePath+"/add/" + i12+"/to",schemaPath:"#/properties/add/items/properties/to/enum",keyword:"enum",params:{allowedValues: schema88.properties.add.items.properties.to.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.add.items.properties.to.enum,parentSchema:schema88.properties.add.items.properties.to,data:data46};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/add/" + i12,schemaPath:"#/properties/add/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.properties.add.items.type,parentSchema:schema88.properties.add.items,data:data35};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/add",schemaPath:"#/properties/add/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema88.properties.add.type,parentSchema:schema88.properties.add,data:data34};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.refresh !== undefined){
let data47 = data.refresh;
if(((typeof data47 !== "string") && (!((typeof data47 == "number") && (isFinite(data47))))) && (typeof data47 !== "boolean")){
const err52 = {instancePath:instancePath+"/refresh",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data47};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.keep !== undefined){
let data48 = data.keep;
if(Array.isArray(data48)){
const len13 = data48.length;
for(let i13=0; i13<len13; i13++){
let data49 = data48[i13];
if(typeof data49 !== "string"){
const err53 = {instancePath:instancePath+"/keep/" + i13,schemaPath:"#/properties/keep/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.keep.items.type,parentSchema:schema88.properties.keep.items,data:data49};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!((((((((data49 === "headers") || (data49 === "static-libs")) || (data49 === "pkgconfig")) || (data49 === "man")) || (data49 === "doc")) || (data49 === "info")) || (data49 === "locale")) || (data49 === "vdb"))){
const err54 = {instancePath:instancePath+"/keep/" + i13,schemaPath:"#/properties/keep/items/enum",keyword:"enum",params:{allowedValues: schema88.properties.keep.items.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.keep.items.enum,parentSchema:schema88.properties.keep.items,data:data49};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema88.properties.keep.type,parentSchema:schema88.properties.keep,data:data48};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.dockerfile !== undefined){
let data50 = data.dockerfile;
if((typeof data50 !== "string") && (!(Array.isArray(data50)))){
const err56 = {instancePath:instancePath+"/dockerfile",schemaPath:"#/properties/dockerfile/type",keyword:"type",params:{type: schema88.properties.dockerfile.type},message:"must be string,array",schema:schema88.properties.dockerfile.type,parentSchema:schema88.properties.dockerfile,data:data50};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(Array.isArray(data50)){
const len14 = data50.length;
for(let i14=0; i14<len14; i14++){
let data51 = data50[i14];
if(typeof data51 !== "string"){
const err57 = {instancePath:instancePath+"/dockerfile/" + i14,schemaPath:"#/properties/dockerfile/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.dockerfile.items.type,parentSchema:schema88.properties.dockerfile.items,data:data51};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
if(data.capabilities !== undefined){
let data52 = data.capabilities;
if(Array.isArray(data52)){
const len15 = data52.length;
for(let i15=0; i15<len15; i15++){
let data53 = data52[i15];
if(((typeof data53 !== "string") && (!((typeof data53 == "number") && (isFinite(data53))))) && (typeof data53 !== "boolean")){
const err58 = {instancePath:instancePath+"/capabilities/" + i15,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data53};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/capabilities",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data52};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.secrets !== undefined){
let data54 = data.secrets;
if(Array.isArray(data54)){
const len16 = data54.length;
for(let i16=0; i16<len16; i16++){
let data55 = data54[i16];
if(((typeof data55 !== "string") && (!((typeof data55 == "number") && (isFinite(data55))))) && (typeof data55 !== "boolean")){
const err60 = {instancePath:instancePath+"/secrets/" + i16,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data55};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/secrets",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data54};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.network !== undefined){
let data56 = data.network;
if(typeof data56 !== "string"){
const err62 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.network.type,parentSchema:schema88.properties.network,data:data56};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(!(data56 === "none")){
const err63 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/enum",keyword:"enum",params:{allowedValues: schema88.properties.network.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.network.enum,parentSchema:schema88.properties.network,data:data56};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.entrypoint !== undefined){
let data57 = data.entrypoint;
if(Array.isArray(data57)){
const len17 = data57.length;
for(let i17=0; i17<len17; i17++){
let data58 = data57[i17];
if(((typeof data58 !== "string") && (!((typeof data58 == "number") && (isFinite(data58))))) && (typeof data58 !== "boolean")){
const err64 = {instancePath:instancePath+"/entrypoint/" + i17,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data58};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data57};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.cmd !== undefined){
let data59 = data.cmd;
if(Array.isArray(data59)){
const len18 = data59.length;
for(let i18=0; i18<len18; i18++){
let data60 = data59[i18];
if(((typeof data60 !== "string") && (!((typeof data60 == "number") && (isFinite(data60))))) && (typeof data60 !== "boolean")){
const err66 = {instancePath:instancePath+"/cmd/" + i18,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data60};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/cmd",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data59};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.user !== undefined){
let data61 = data.user;
if(((typeof data61 !== "string") && (!((typeof data61 == "number") && (isFinite(data61))))) && (typeof data61 !== "boolean")){
const err68 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data61};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data.expose !== undefined){
let data62 = data.expose;
if(Array.isArray(data62)){
const len19 = data62.length;
for(let i19=0; i19<len19; i19++){
let data63 = data62[i19];
if(((typeof data63 !== "string") && (!((typeof data63 == "number") && (isFinite(data63))))) && (typeof data63 !== "boolean")){
const err69 = {instancePath:instancePath+"/expose/" + i19,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data63};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/expose",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data62};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.volumes !== undefined){
let data64 = data.volumes;
if(Array.isArray(data64)){
const len20 = data64.length;
for(let i20=0; i20<len20; i20++){
let data65 = data64[i20];
if(((typeof data65 !== "string") && (!((typeof data65 == "number") && (isFinite(data65))))) && (typeof data65 !== "boolean")){
const err71 = {instancePath:instancePath+"/volumes/" + i20,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data65};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/volumes",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data64};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.labels !== undefined){
let data66 = data.labels;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
for(const key5 in data66){
if(!(pattern4.test(key5))){
let data67 = data66[key5];
if(((typeof data67 !== "string") && (!((typeof data67 == "number") && (isFinite(data67))))) && (typeof data67 !== "boolean")){
const err73 = {instancePath:instancePath+"/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data67};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
}
else {
const err74 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data66};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.healthcheck !== undefined){
if(!(validate35(data.healthcheck, {instancePath:instancePath+"/healthcheck",parentData:data,parentDataProperty:"healthcheck",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.stop_signal !== undefined){
let data69 = data.stop_signal;
if(((typeof data69 !== "string") && (!((typeof data69 == "number") && (isFinite(data69))))) && (typeof data69 !== "boolean")){
const err75 = {instancePath:instancePath+"/stop_signal",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data69};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data.onbuild !== undefined){
let data70 = data.onbuild;
if(Array.isArray(data70)){
const len21 = data70.length;
for(let i21=0; i21<len21; i21++){
let data71 = data70[i21];
if(((typeof data71 !== "string") && (!((typeof data71 == "number") && (isFinite(data71))))) && (typeof data71 !== "boolean")){
const err76 = {instancePath:instancePath+"/onbuild/" + i21,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data71};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/onbuild",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data70};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data.env !== undefined){
let data72 = data.env;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
for(const key6 in data72){
if(!(pattern4.test(key6))){
let data73 = data72[key6];
if(((typeof data73 !== "string") && (!((typeof data73 == "number") && (isFinite(data73))))) && (typeof data73 !== "boolean")){
const err78 = {instancePath:instancePath+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data73};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
}
else {
const err79 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data72};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data.workdir !== undefined){
let data74 = data.workdir;
if(((typeof data74 !== "string") && (!((typeof data74 == "number") && (isFinite(data74))))) && (typeof data74 !== "boolean")){
const err80 = {instancePath:instancePath+"/workdir",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data74};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.type,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema71.required,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema71.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.type.type,parentSchema:schema71.properties.type,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema71.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.type.enum,parentSchema:schema71.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err6 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err7 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err8 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err10 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.platforms !== undefined){
let data9 = data.platforms;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(typeof data10 !== "string"){
const err11 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.platforms.items.type,parentSchema:schema71.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!(((((((((data10 === "linux/386") || (data10 === "linux/amd64")) || (data10 === "linux/arm/v6")) || (data10 === "linux/arm/v7")) || (data10 === "linux/arm64")) || (data10 === "linux/loong64")) || (data10 === "linux/ppc64le")) || (data10 === "linux/riscv64")) || (data10 === "linux/s390x"))){
const err12 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/enum",keyword:"enum",params:{allowedValues: schema71.properties.platforms.items.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.platforms.items.enum,parentSchema:schema71.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema71.properties.platforms.type,parentSchema:schema71.properties.platforms,data:data9};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.runner !== undefined){
let data11 = data.runner;
if((((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")) && (!(Array.isArray(data11)))){
const err14 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err15 = {instancePath:instancePath+"/runner/" + i3,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data12};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data13 = data.timeout;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err16 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema71.properties.timeout.type,parentSchema:schema71.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
const err17 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema71.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data.test !== undefined){
if(!(validate29(data.test, {instancePath:instancePath+"/test",parentData:data,parentDataProperty:"test",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.size_budget !== undefined){
let data15 = data.size_budget;
if(((typeof data15 !== "string") && (!((typeof data15 == "number") && (isFinite(data15))))) && (typeof data15 !== "boolean")){
const err18 = {instancePath:instancePath+"/size_budget",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data15};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.builder !== undefined){
let data16 = data.builder;
if(((typeof data16 !== "string") && (!((typeof data16 == "number") && (isFinite(data16))))) && (typeof data16 !== "boolean")){
const err19 = {instancePath:instancePath+"/builder",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data16};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.tag_check !== undefined){
let data17 = data.tag_check;
if(typeof data17 !== "string"){
const err20 = {instancePath:instancePath+"/tag_check",schemaPath:"#/properties/tag_check/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.tag_check.type,parentSchema:schema71.properties.tag_check,data:data17};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!((data17 === "fail") || (data17 === "warn"))){
const err21 = {instancePath:instancePath+"/tag_check",schemaPath:"#/properties/tag_check/enum",keyword:"enum",params:{allowedValues: schema71.properties.tag_check.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.tag_check.enum,parentSchema:schema71.properties.tag_check,data:data17};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.build !== undefined){
if(!(validate34(data.build, {instancePath:instancePath+"/build",parentData:data,parentDataProperty:"build",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.entrypoint !== undefined){
let data19 = data.entrypoint;
if(Array.isArray(data19)){
const len4 = data19.length;
for(let i4=0; i4<len4; i4++){
let data20 = data19[i4];
if(((typeof data20 !== "string") && (!((typeof data20 == "number") && (isFinite(data20))))) && (typeof data20 !== "boolean")){
const err22 = {instancePath:instancePath+"/entrypoint/" + i4,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data20};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data19};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.cmd !== undefined){
let data21 = data.cmd;
if(Array.isArray(data21)){
const len5 = data21.length;
for(let i5=0; i5<len5; i5++){
let data22 = data21[i5];
if(((typeof data22 !== "string") && (!((typeof data22 == "number") && (isFinite(data22))))) && (typeof data22 !== "boolean")){
const err24 = {instancePath:instancePath+"/cmd/" + i5,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data22};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/cmd",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data21};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.user !== undefined){
let data23 = data.user;
if(((typeof data23 !== "string") && (!((typeof data23 == "number") && (isFinite(data23))))) && (typeof data23 !== "boolean")){
const err26 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data23};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.expose !== undefined){
let data24 = data.expose;
if(Array.isArray(data24)){
const len6 = data24.length;
for(let i6=0; i6<len6; i6++){
let data25 = data24[i6];
if(((typeof data25 !== "string") && (!((typeof data25 == "number") && (isFinite(data25))))) && (typeof data25 !== "boolean")){
const err27 = {instancePath:instancePath+"/expose/" + i6,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data25};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/expose",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data24};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.volumes !== undefined){
let data26 = data.volumes;
if(Array.isArray(data26)){
const len7 = data26.length;
for(let i7=0; i7<len7; i7++){
let data27 = data26[i7];
if(((typeof data27 !== "string") && (!((typeof data27 == "number") && (isFinite(data27))))) && (typeof data27 !== "boolean")){
const err29 = {instancePath:instancePath+"/volumes/" + i7,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data27};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/volumes",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data26};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.labels !== undefined){
let data28 = data.labels;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key1 in data28){
if(!(pattern4.test(key1))){
let data29 = data28[key1];
if(((typeof data29 !== "string") && (!((typeof data29 == "number") && (isFinite(data29))))) && (typeof data29 !== "boolean")){
const err31 = {instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data29};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data28};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.healthcheck !== undefined){
if(!(validate35(data.healthcheck, {instancePath:instancePath+"/healthcheck",parentData:data,parentDataProperty:"healthcheck",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.stop_signal !== undefined){
let data31 = data.stop_signal;
if(((typeof data31 !== "string") && (!((typeof data31 == "number") && (isFinite(data31))))) && (typeof data31 !== "boolean")){
const err33 = {instancePath:instancePath+"/stop_signal",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data31};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.onbuild !== undefined){
let data32 = data.onbuild;
if(Array.isArray(data32)){
const len8 = data32.length;
for(let i8=0; i8<len8; i8++){
let data33 = data32[i8];
if(((typeof data33 !== "string") && (!((typeof data33 == "number") && (isFinite(data33))))) && (typeof data33 !== "boolean")){
const err34 = {instancePath:instancePath+"/onbuild/" + i8,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data33};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/onbuild",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data32};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.env !== undefined){
let data34 = data.env;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key2 in data34){
if(!(pattern4.test(key2))){
let data35 = data34[key2];
if(((typeof data35 !== "string") && (!((typeof data35 == "number") && (isFinite(data35))))) && (typeof data35 !== "boolean")){
const err36 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data35};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
}
else {
const err37 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data34};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.workdir !== undefined){
let data36 = data.workdir;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err38 = {instancePath:instancePath+"/workdir",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.state !== undefined){
let data37 = data.state;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key3 in data37){
if(!((key3 === "drop") || (pattern4.test(key3)))){
const err39 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema71.properties.state,data:data37};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data37.drop !== undefined){
let data38 = data37.drop;
if(Array.isArray(data38)){
const len9 = data38.length;
for(let i9=0; i9<len9; i9++){
let data39 = data38[i9];
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err40 = {instancePath:instancePath+"/state/drop/" + i9,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data39};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/state/drop",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data38};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.properties.state.type,parentSchema:schema71.properties.state,data:data37};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.closure !== undefined){
let data40 = data.closure;
if(typeof data40 !== "string"){
const err43 = {instancePath:instancePath+"/closure",schemaPath:"#/properties/closure/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.closure.type,parentSchema:schema71.properties.closure,data:data40};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!(((data40 === "warn") || (data40 === "fail")) || (data40 === "off"))){
const err44 = {instancePath:instancePath+"/closure",schemaPath:"#/properties/closure/enum",keyword:"enum",params:{allowedValues: schema71.properties.closure.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.closure.enum,parentSchema:schema71.properties.closure,data:data40};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.allow_replace !== undefined){
let data41 = data.allow_replace;
if(Array.isArray(data41)){
const len10 = data41.length;
for(let i10=0; i10<len10; i10++){
let data42 = data41[i10];
if(((typeof data42 !== "string") && (!((typeof data42 == "number") && (isFinite(data42))))) && (typeof data42 !== "boolean")){
const err45 = {instancePath:instancePath+"/allow_replace/" + i10,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data42};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/allow_replace",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data41};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data43 = data.portage_scope;
if(typeof data43 !== "string"){
const err47 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data43};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!((data43 === "snapshot") || (data43 === "packages"))){
const err48 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data43};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.type,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema148 = {"type":"object","x-words":"a mapping with 'name' and 'command'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"command":{"$ref":"#/$defs/hook"},"inputs":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name","command"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","source":"only images of 'type: mirror' have it"}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema148.required,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.command === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "command"},message:"must have required property '"+"command"+"'",schema:schema148.required,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema148.properties, key0)) || (pattern4.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err4 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema148.properties.type.type,parentSchema:schema148.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema148.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema148.properties.type.enum,parentSchema:schema148.properties.type,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err7 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err8 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err9 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err11 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.platforms !== undefined){
let data9 = data.platforms;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(typeof data10 !== "string"){
const err12 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema148.properties.platforms.items.type,parentSchema:schema148.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!(((((((((data10 === "linux/386") || (data10 === "linux/amd64")) || (data10 === "linux/arm/v6")) || (data10 === "linux/arm/v7")) || (data10 === "linux/arm64")) || (data10 === "linux/loong64")) || (data10 === "linux/ppc64le")) || (data10 === "linux/riscv64")) || (data10 === "linux/s390x"))){
const err13 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/enum",keyword:"enum",params:{allowedValues: schema148.properties.platforms.items.enum},message:"must be equal to one of the allowed values",schema:schema148.properties.platforms.items.enum,parentSchema:schema148.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema148.properties.platforms.type,parentSchema:schema148.properties.platforms,data:data9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.runner !== undefined){
let data11 = data.runner;
if((((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")) && (!(Array.isArray(data11)))){
const err15 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data11};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err16 = {instancePath:instancePath+"/runner/" + i3,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data12};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data13 = data.timeout;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err17 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema148.properties.timeout.type,parentSchema:schema148.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
const err18 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema148.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.test !== undefined){
if(!(validate29(data.test, {instancePath:instancePath+"/test",parentData:data,parentDataProperty:"test",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.command !== undefined){
let data15 = data.command;
if(typeof data15 !== "string"){
const err19 = {instancePath:instancePath+"/command",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data15};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.inputs !== undefined){
let data16 = data.inputs;
if(Array.isArray(data16)){
const len4 = data16.length;
for(let i4=0; i4<len4; i4++){
let data17 = data16[i4];
if(((typeof data17 !== "string") && (!((typeof data17 == "number") && (isFinite(data17))))) && (typeof data17 !== "boolean")){
const err20 = {instancePath:instancePath+"/inputs/" + i4,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data17};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data16};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema148.type,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema157 = {"type":"object","x-words":"a mapping with 'source'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"source":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["source"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","test":"what is copied from elsewhere is not tested","platforms":"a mirror has all platforms of its source","command":"only images of 'type: script' have it","inputs":"only images of 'type: script' have it"}};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.source === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema157.required,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema157.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema157.properties.type.type,parentSchema:schema157.properties.type,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema157.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema157.properties.type.enum,parentSchema:schema157.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err6 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err7 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err8 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err10 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.runner !== undefined){
let data9 = data.runner;
if((((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")) && (!(Array.isArray(data9)))){
const err11 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data9};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(((typeof data10 !== "string") && (!((typeof data10 == "number") && (isFinite(data10))))) && (typeof data10 !== "boolean")){
const err12 = {instancePath:instancePath+"/runner/" + i2,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data11 = data.timeout;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err13 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema157.properties.timeout.type,parentSchema:schema157.properties.timeout,data:data11};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err14 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema157.properties.timeout,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.source !== undefined){
let data12 = data.source;
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err15 = {instancePath:instancePath+"/source",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data12};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema157.type,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema70.type,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
if(!((data0 === "gentoo") || (data0 === "gentoo-image-builder"))){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(!(validate26(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
if(valid1){
var props0 = true;
}
}
if(!valid1){
const err2 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[0].if,parentSchema:schema70.allOf[0],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const _errs7 = errors;
let valid3 = true;
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data.type !== undefined){
if("script" !== data.type){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
var _valid1 = _errs8 === errors;
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs10 = errors;
if(!(validate40(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var _valid1 = _errs10 === errors;
valid3 = _valid1;
if(valid3){
var props1 = true;
}
}
if(!valid3){
const err5 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[1].if,parentSchema:schema70.allOf[1],data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
const _errs12 = errors;
let valid5 = true;
const _errs13 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.type === undefined) && (missing1 = "type")){
const err6 = {};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
if(data.type !== undefined){
let data2 = data.type;
if(!((data2 === "mirror") || (data2 === "fetch"))){
const err7 = {};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
var _valid2 = _errs13 === errors;
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs15 = errors;
if(!(validate44(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var _valid2 = _errs15 === errors;
valid5 = _valid2;
if(valid5){
var props2 = true;
}
}
if(!valid5){
const err8 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[2].if,parentSchema:schema70.allOf[2],data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(props0 !== true && props2 !== undefined){
if(props2 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props2);
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data3 = data.type;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/type",schemaPath:"#/allOf/3/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema70.allOf[3].properties.type.type,parentSchema:schema70.allOf[3].properties.type,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((data3 === "gentoo") || (data3 === "script")) || (data3 === "mirror")) || (data3 === "gentoo-image-builder")) || (data3 === "fetch"))){
const err10 = {instancePath:instancePath+"/type",schemaPath:"#/allOf/3/properties/type/enum",keyword:"enum",params:{allowedValues: schema70.allOf[3].properties.type.enum},message:"must be equal to one of the allowed values",schema:schema70.allOf[3].properties.type.enum,parentSchema:schema70.allOf[3].properties.type,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(props0 !== true){
props0 = props0 || {};
props0.type = true;
}
validate25.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate25.evaluated = {"dynamicProps":true,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.images === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "images"},message:"must have required property '"+"images"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema31.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.registry !== undefined){
let data0 = data.registry;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/registry",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.registries !== undefined){
let data2 = data.registries;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!(pattern4.test(key1))){
if(!(validate21(data2[key1], {instancePath:instancePath+"/registries/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data2,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/registries",schemaPath:"#/properties/registries/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.registries.type,parentSchema:schema31.properties.registries,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.builders !== undefined){
let data4 = data.builders;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!(pattern4.test(key2))){
if(!(validate23(data4[key2], {instancePath:instancePath+"/builders/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/builders",schemaPath:"#/properties/builders/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.builders.type,parentSchema:schema31.properties.builders,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.default_builder !== undefined){
let data6 = data.default_builder;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
const err6 = {instancePath:instancePath+"/default_builder",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.default_tag !== undefined){
let data7 = data.default_tag;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err7 = {instancePath:instancePath+"/default_tag",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data8 = data.portage_scope;
if(typeof data8 !== "string"){
const err8 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data8};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!((data8 === "snapshot") || (data8 === "packages"))){
const err9 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data8};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.software !== undefined){
let data9 = data.software;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key3 in data9){
if(!(pattern4.test(key3))){
let data10 = data9[key3];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.version !== undefined){
let data11 = data10.version;
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
const err10 = {instancePath:instancePath+"/software/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data11};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/software/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/software/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.software.additionalProperties.type,parentSchema:schema31.properties.software.additionalProperties,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/software",schemaPath:"#/properties/software/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.software.type,parentSchema:schema31.properties.software,data:data9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.vars !== undefined){
let data12 = data.vars;
if(!(data12 && typeof data12 == "object" && !Array.isArray(data12))){
const err13 = {instancePath:instancePath+"/vars",schemaPath:"#/properties/vars/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.vars.type,parentSchema:schema31.properties.vars,data:data12};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.include !== undefined){
let data13 = data.include;
if(Array.isArray(data13)){
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(((typeof data14 !== "string") && (!((typeof data14 == "number") && (isFinite(data14))))) && (typeof data14 !== "boolean")){
const err14 = {instancePath:instancePath+"/include/" + i0,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data14};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/include",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data13};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.images !== undefined){
let data15 = data.images;
if(Array.isArray(data15)){
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
if(!(validate25(data15[i1], {instancePath:instancePath+"/images/" + i1,parentData:data15,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.images.type,parentSchema:schema31.properties.images,data:data15};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
